import { describe, inject } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import { networkProfileSuite, type ProfileHost } from "./network-profile.suite.ts";

async function createHost(): Promise<ProfileHost> {
  const device = await createDevice();
  return {
    wx: device.wx,
    serverUrl: inject("serverUrl"),
    addFile: (sizeBytes) => device.addFile(new Uint8Array(sizeBytes), "bin"),
    close: () => device.close(),
  };
}

describe("Node host", () => networkProfileSuite(createHost));
