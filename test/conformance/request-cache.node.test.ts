import { describe, inject } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import { requestCacheSuite } from "./request-cache.suite.ts";
import type { RequestHost } from "./request.suite.ts";

async function createHost(): Promise<RequestHost> {
  const device = await createDevice();
  return { wx: device.wx, serverUrl: inject("serverUrl"), close: () => device.close() };
}

describe("Node host", () => requestCacheSuite(createHost));
