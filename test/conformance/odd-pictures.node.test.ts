import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { describe } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import { nameColour } from "../support/sample-photo.ts";
import { oddPicturesSuite, type OddPicturesHost } from "./odd-pictures.suite.ts";

async function createHost(): Promise<OddPicturesHost> {
  const device = await createDevice();
  const { wx } = device;
  const folder = mkdtempSync(join(tmpdir(), "minihost-odd-pictures-"));
  return {
    wx,
    add: (bytes, extension) => device.addFile(bytes, extension),
    choose(bytes) {
      const photo = join(folder, "photo.jpg");
      writeFileSync(photo, bytes);
      device.album.clear();
      device.album.add(photo);
    },
    read: async (path) => new Uint8Array(wx.getFileSystemManager().readFileSync(path) as ArrayBuffer),
    async quarters(bytes) {
      const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
      const at = (x: number, y: number): string => {
        const offset = (Math.floor(info.height * y) * info.width + Math.floor(info.width * x)) * info.channels;
        return nameColour(data.subarray(offset, offset + 3));
      };
      return [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)];
    },
    async close() {
      await device.close();
      rmSync(folder, { recursive: true });
    },
  };
}

describe("Node host", () => oddPicturesSuite(createHost));
