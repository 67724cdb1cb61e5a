import sharp from "sharp";
import { describe, expect, it, onTestFinished } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import { samplePhoto } from "../support/sample-photo.ts";
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

describe("Node host", () => {
  compressImageSuite(createHost);

  it("fails where temporary files have no more room, and keeps the picture alone", async () => {
    const photo = await samplePhoto(1);
    const device = await createDevice({ limits: { temporaryBytes: photo.length + 1 } });
    onTestFinished(() => device.close());
    const src = await device.addFile(photo, "jpg");
    await expect(device.wx.compressImage({ src, compressedWidth: 200 })).rejects.toEqual({
      errMsg: "compressImage:fail create temp file fail",
      errno: 1103004,
    });
    expect(device.wx.getFileSystemManager().statSync(src)).toMatchObject({ size: photo.length });
  });
});
