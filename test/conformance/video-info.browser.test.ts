import { describe } from "vitest";
import { createPageHost } from "./page-host.ts";
import { videoInfoSuite, type VideoInfoHost } from "./video-info.suite.ts";

async function createHost(): Promise<VideoInfoHost> {
  const { wx, adopt, close } = createPageHost();
  return { wx, add: async (bytes, extension) => adopt(new Blob([bytes]), extension), close };
}

describe("a page", () => videoInfoSuite(createHost));
