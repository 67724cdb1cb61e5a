import sharp from "sharp";
import { describe } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import { compressImageSuite, type CompressImageHost } from "./compress-image.suite.ts";

async function createHost(): Promise<CompressImageHost> {
  const device = await createDevice();
  return {
    wx: device.wx,
    add: (bytes, extension) => device.addFile(bytes, extension),
    read: async (path) => new Uint8Array(device.wx.getFileSystemManager().readFileSync(path) as ArrayBuffer),
    async noise(type, width, height) {
      const noise = { type: "gaussian", mean: 128, sigma: 60 } as const;
      const side = { width: Math.min(width, 100), height: Math.min(height, 100) };
      const input = { create: { ...side, channels: 3, background: "black", noise } } as const;
      const create = { width, height, channels: 3, background: "white" } as const;
      return Uint8Array.from(
        await sharp({ create })
          .composite([{ input, left: 0, top: 0 }])
          .toFormat(type, { quality: 100 })
          .toBuffer(),
      );
    },
    close: () => device.close(),
  };
}

describe("Node host", () => compressImageSuite(createHost));
