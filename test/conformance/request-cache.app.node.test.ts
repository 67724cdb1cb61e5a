import { describe, inject } from "vitest";
import { createAppHost } from "./app-host.ts";
import { requestCacheSuite } from "./request-cache.suite.ts";
import type { RequestHost } from "./request.suite.ts";

async function createHost(): Promise<RequestHost> {
  const { wx, device } = await createAppHost();
  return { wx, serverUrl: inject("serverUrl"), close: () => device.close() };
}

describe("an app on a headless device", () => requestCacheSuite(createHost));
