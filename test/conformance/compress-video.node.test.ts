import { describe, inject } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import { compressVideoSuite, findVideoInspector, type CompressVideoHost } from "./compress-video.suite.ts";

async function createHost(): Promise<CompressVideoHost> {
  const device = await createDevice();
  return {
    wx: device.wx,
    add: (bytes, extension) => device.addFile(bytes, extension),
    read: async (path) => new Uint8Array(device.wx.getFileSystemManager().readFileSync(path) as ArrayBuffer),
    close: () => device.close(),
  };
}

const inspector = await findVideoInspector(inject("serverUrl"));

describe("Node host", () =>
  compressVideoSuite(createHost, inspector, { cannotEncode: "Node has no encoder of videos" }));
