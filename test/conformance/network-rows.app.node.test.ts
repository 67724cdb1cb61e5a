import { describe, inject } from "vitest";
import { createAppHost } from "./app-host.ts";
import { networkRowsSuite, type NetworkRowsHost, type NetworkRowsSettings } from "./network-rows.suite.ts";

async function createHost(settings?: NetworkRowsSettings): Promise<NetworkRowsHost> {
  const { wx, device } = await createAppHost(settings);
  return { wx, addFile: () => device.addFile(new Uint8Array(3), "txt"), close: () => device.close() };
}

describe("an app on a headless device", () => networkRowsSuite(createHost, inject("serverUrl")));
