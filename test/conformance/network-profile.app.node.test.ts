import { describe, inject } from "vitest";
import { createAppHost } from "./app-host.ts";
import { networkProfileSuite, type ProfileHost } from "./network-profile.suite.ts";

async function createHost(): Promise<ProfileHost> {
  const { wx, device } = await createAppHost();
  return {
    wx,
    serverUrl: inject("serverUrl"),
    addFile: (sizeBytes) => device.addFile(new Uint8Array(sizeBytes), "bin"),
    close: () => device.close(),
  };
}

describe("an app on a headless device", () => networkProfileSuite(createHost));
