import { describe, inject } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import { networkRowsSuite, type NetworkRowsHost, type NetworkRowsSettings } from "./network-rows.suite.ts";

async function createHost(settings?: NetworkRowsSettings): Promise<NetworkRowsHost> {
  const device = await createDevice(settings);
  return { wx: device.wx, addFile: () => device.addFile(new Uint8Array(3), "txt"), close: () => device.close() };
}

describe("Node host", () => networkRowsSuite(createHost, inject("serverUrl")));
