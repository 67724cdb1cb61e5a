import { describe, inject } from "vitest";
import { createAppHost } from "./app-host.ts";
import { requestSuite, type RequestHost } from "./request.suite.ts";

async function createHost(): Promise<RequestHost> {
  const { wx, device } = await createAppHost();
  return { wx, serverUrl: inject("serverUrl"), close: () => device.close() };
}

describe("an app on a headless device", () => requestSuite(createHost));
