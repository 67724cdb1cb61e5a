import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import type { Wx } from "../../src/core/api/index.ts";
import animated from "../fixtures/media/animated.webp?inline";
import cmyk from "../fixtures/media/cmyk.jpg?inline";
import { assetBytes } from "../support/asset-bytes.ts";
import { samplePhoto } from "../support/sample-photo.ts";
import { samplePng } from "./sample-bytes.ts";
import { uploadFile } from "./upload-sound.ts";

/** A device with files and a network. */
export interface ImageInfoHost {
  readonly wx: Pick<Wx, "getImageInfo">;
  /** Makes a temporary file. */
  add(bytes: Uint8Array<ArrayBuffer>, extension: string): Promise<string>;
  /** How many temporary files there are. */
  temporaryCount(): Promise<number>;
  close(): Promise<void>;
}

/** A TIFF whose first directory has width and height only. */
const TIFF = Uint8Array.from(
  [
    [0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 2, 0],
    [0, 1, 3, 0, 1, 0, 0, 0, 7, 0, 0, 0],
    [1, 1, 3, 0, 1, 0, 0, 0, 5, 0, 0, 0],
    [0, 0, 0, 0],
  ].flat(),
);

/** The contract of `wx.getImageInfo`. */
export function imageInfoSuite(create: () => Promise<ImageInfoHost>): void {
  const serverUrl = inject("serverUrl");
  let host: ImageInfoHost;
  beforeEach(async () => {
    host = await create();
  });
  afterEach(() => host.close());

  const serve = (bytes: Uint8Array<ArrayBuffer>, name: string): Promise<string> =>
    uploadFile(serverUrl, new File([bytes], name, { type: "application/octet-stream" }));

  it("tells size, type, orientation and path of a local picture", async () => {
    const src = await host.add(samplePng(3, 2), "png");
    expect(await host.wx.getImageInfo({ src })).toEqual({
      width: 3,
      height: 2,
      type: "png",
      orientation: "up",
      path: src,
      errMsg: "getImageInfo:ok",
    });
  });

  it.each([
    ["jpeg", 160, 80, () => assetBytes(cmyk)],
    ["webp", 160, 80, () => assetBytes(animated)],
    ["tiff", 7, 5, async () => TIFF],
    ["png", 10_000, 5000, async () => samplePng(10_000, 5000)],
  ])("knows a %s of %d by %d pixels by its content, whatever its name says", async (type, width, height, make) => {
    const src = await host.add(await make(), "txt");
    expect(await host.wx.getImageInfo({ src })).toMatchObject({ type, width, height });
  });

  it.each([
    ["0 bytes", async () => new Uint8Array(0)],
    ["text", async () => new TextEncoder().encode("This is no picture")],
    ["the first bytes of a PNG", async () => samplePng(3, 3).slice(0, 12)],
    ["the first bytes of a photograph", async () => (await samplePhoto(1)).slice(0, 20)],
  ])("fails for a file that holds %s", async (_what, make) => {
    const src = await host.add(await make(), "jpg");
    await expect(host.wx.getImageInfo({ src })).rejects.toEqual({ errMsg: "getImageInfo:fail image decode fail" });
  });

  it("fails for a file that is not there", async () => {
    const missing = { errMsg: "getImageInfo:fail file not found", errno: 1300002 };
    for (const src of ["wxfile://tmp/none.png", "images/none.png", "/none.png", ""]) {
      await expect(host.wx.getImageInfo({ src })).rejects.toEqual(missing);
    }
    // @ts-expect-error: the platform checks it at run time.
    await expect(host.wx.getImageInfo({})).rejects.toMatchObject({
      errMsg: "getImageInfo:fail parameter error: parameter.src should be String instead of Undefined;",
    });
  });

  describe("of the network", () => {
    it("makes a temporary file with the extension of what it is", async () => {
      const src = await serve(await samplePhoto(6), "photo.bin");
      const { path, ...info } = await host.wx.getImageInfo({ src });
      expect(info).toEqual({ width: 160, height: 80, type: "jpeg", orientation: "right", errMsg: "getImageInfo:ok" });
      expect(path).toMatch(/^wxfile:\/\/tmp\/.+\.jpg$/);
      expect(await host.wx.getImageInfo({ src: path })).toMatchObject({ width: 160, path });
      expect(await host.temporaryCount()).toBe(1);
    });

    it.each([
      ["is missing", "download image fail. reason: status 404", async () => `${serverUrl}/none.png`],
      ["has no server", "download image fail. reason: ", async () => "http://127.0.0.1:9/a.png"],
      ["breaks off", "download image fail. reason: ", async () => `${serverUrl}/made?size=5000&cut=100`],
      ["is no picture", "image decode fail", () => serve(new TextEncoder().encode("<html>"), "a.png")],
    ])("fails when it %s, and keeps nothing", async (_what, reason, find) => {
      await expect(host.wx.getImageInfo({ src: await find() })).rejects.toMatchObject({
        errMsg: expect.stringContaining(`getImageInfo:fail ${reason}`),
      });
      expect(await host.temporaryCount()).toBe(0);
    });
  });
}
