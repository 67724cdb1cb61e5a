import { describe } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import { videoInfoSuite, type VideoInfoHost } from "./video-info.suite.ts";

async function createHost(): Promise<VideoInfoHost> {
  const device = await createDevice();
  return {
    wx: device.wx,
    add: (bytes, extension) => device.addFile(bytes, extension),
    close: () => device.close(),
  };
}

describe("Node host", () => videoInfoSuite(createHost));
