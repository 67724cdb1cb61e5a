import { describe } from "vitest";
import { compressImageSuite, type CompressImageHost } from "./compress-image.suite.ts";
import { createPageHost } from "./page-host.ts";

async function createHost(): Promise<CompressImageHost> {
  const { wx, adopt, read, close } = createPageHost();
  return {
    wx,
    add: async (bytes, extension) => adopt(new Blob([bytes]), extension),
    read: async (path) => new Uint8Array(await (await read(path)).arrayBuffer()),
    async noise(type, width, height) {
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext("2d");
      if (context === null) throw new Error("No canvas");
      const tile = context.createImageData(100, 100);
      crypto.getRandomValues(tile.data.subarray(0, 40_000));
      context.putImageData(tile, 0, 0);
      const picture = await canvas.convertToBlob({ type: `image/${type}`, quality: 1 });
      return new Uint8Array(await picture.arrayBuffer());
    },
    close,
  };
}

describe("a page", () => compressImageSuite(createHost));
