import { describe, inject } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import { socketSuite, type SocketHost } from "./socket.suite.ts";

async function createHost(): Promise<SocketHost> {
  const device = await createDevice();
  return { wx: device.wx, serverUrl: inject("serverUrl"), close: () => device.close() };
}

describe("Node host", () => socketSuite(createHost));
