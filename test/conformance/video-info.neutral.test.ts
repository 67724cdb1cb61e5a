import { describe } from "vitest";
import { createMemoryDevice } from "../../src/testing/index.ts";
import { videoInfoSuite, type VideoInfoHost } from "./video-info.suite.ts";

async function createHost(): Promise<VideoInfoHost> {
  const { wx, ports } = createMemoryDevice();
  return {
    wx,
    add: (bytes, extension) => ports.files.createTemporary(bytes.buffer, extension),
    close: async () => {},
  };
}

describe("memory host", () => videoInfoSuite(createHost));
