import { describe, inject } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import { socketSuite, type SocketHost } from "./socket.suite.ts";

async function createHost(): Promise<SocketHost> {
  const errors: unknown[] = [];
  const device = await createDevice({ onError: (error) => errors.push(error) });
  return { wx: device.wx, errors, serverUrl: inject("serverUrl"), close: () => device.close() };
}

describe("Node host", () => socketSuite(createHost));
