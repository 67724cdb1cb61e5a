import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import { samplePng } from "./sample-bytes.ts";
import { saveToAlbumSuite, type SaveToAlbumHost } from "./save-to-album.suite.ts";

async function createHost(): Promise<SaveToAlbumHost> {
  const device = await createDevice();
  return {
    wx: device.wx,
    add: (bytes, extension) => device.addFile(bytes, extension),
    answerConsent: (isAllowed) => device.answers.consent(isAllowed),
    saved: () =>
      Promise.all(device.album.items.map(async ({ source }) => new Uint8Array(await readFile(source as string)))),
    close: () => device.close(),
  };
}

describe("Node host", () => {
  saveToAlbumSuite(createHost);

  it("offers what was saved to chooseImage, also when the device is made again", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "minihost-album-"));
    let device = await createDevice({ dataDir });
    const pictures = [samplePng(3, 3), samplePng(4, 4)];
    for (const picture of pictures) {
      await device.wx.saveImageToPhotosAlbum({ filePath: await device.addFile(picture, "png") });
    }
    await device.close();
    device = await createDevice({ dataDir });
    const { tempFilePaths } = await device.wx.chooseImage({ sizeType: ["original"] });
    const manager = device.wx.getFileSystemManager();
    expect(tempFilePaths.map((path) => new Uint8Array(manager.readFileSync(path) as ArrayBuffer))).toEqual(pictures);
    await device.close();
    await rm(dataDir, { recursive: true });
  });
});
