import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Wx } from "../../src/core/api/index.ts";
import animated from "../fixtures/media/animated.webp?inline";
import cmyk from "../fixtures/media/cmyk.jpg?inline";
import { assetBytes } from "../support/asset-bytes.ts";
import { samplePhoto, type Quarters } from "../support/sample-photo.ts";
import { sha256 } from "./sample-bytes.ts";

/** A GIF with two frames of one pixel. */
const ANIMATED_GIF = Uint8Array.from(
  atob("R0lGODlhAQABAPAAAP8AAAAA/yH5BAAKAAAALAAAAAABAAEAAAICRAEAIfkEAAoAAAAsAAAAAAEAAQAAAgJMAQA7"),
  (character) => character.charCodeAt(0),
);

/** A device whose person chooses what the test says. */
export interface OddPicturesHost {
  readonly wx: Pick<Wx, "chooseImage" | "getImageInfo" | "compressImage">;
  /** Makes a temporary file. */
  add(bytes: Uint8Array<ArrayBuffer>, extension: string): Promise<string>;
  /** Lets the person choose a JPEG when the picker opens next. */
  choose(bytes: Uint8Array<ArrayBuffer>): void;
  read(path: string): Promise<Uint8Array<ArrayBuffer>>;
  /** Colours of the quarters of a picture, decoded as it is stored. */
  quarters(bytes: Uint8Array<ArrayBuffer>): Promise<Quarters>;
  close(): Promise<void>;
}

/** Why a host can't do a part. */
export interface OddPicturesTraits {
  showsParts?: string;
}

/** What `wx` does with pictures that are turned, animated, or not of three colours. */
export function oddPicturesSuite(create: () => Promise<OddPicturesHost>, traits: OddPicturesTraits = {}): void {
  let host: OddPicturesHost;
  beforeEach(async () => {
    host = await create();
  });
  afterEach(() => host.close());

  const album = { sourceType: ["album"] };

  describe("a photograph that is turned", () => {
    it.each([
      [1, "up", ["red", "green", "blue", "white"]],
      [2, "up-mirrored", ["green", "red", "white", "blue"]],
      [3, "down", ["white", "blue", "green", "red"]],
      [4, "down-mirrored", ["blue", "white", "red", "green"]],
      [5, "left-mirrored", ["red", "blue", "green", "white"]],
      [6, "right", ["blue", "red", "white", "green"]],
      [7, "right-mirrored", ["white", "green", "blue", "red"]],
      [8, "left", ["green", "white", "red", "blue"]],
    ] as const)(
      "with EXIF orientation %d is upright and smaller when it is chosen compressed",
      async (exif, word, upright) => {
        const photo = await samplePhoto(exif);
        const isTurned = exif > 4;
        const stored = await host.wx.getImageInfo({ src: await host.add(photo, "jpg") });
        expect(stored).toMatchObject({ width: 160, height: 80, orientation: word, type: "jpeg" });
        host.choose(photo);
        const { tempFiles } = await host.wx.chooseImage({ ...album, sizeType: ["compressed"] });
        const [{ path, size } = { path: "", size: 0 }] = tempFiles;
        const [width, height] = isTurned ? [80, 160] : [160, 80];
        expect(await host.wx.getImageInfo({ src: path })).toMatchObject({
          width,
          height,
          orientation: "up",
          type: "jpeg",
        });
        const bytes = await host.read(path);
        expect(await host.quarters(bytes)).toEqual(upright);
        expect(bytes.length).toBe(size);
        expect(size).toBeLessThan(photo.length);
      },
    );

    it("stays byte for byte as it is when it is chosen as original", async () => {
      const photo = await samplePhoto(6);
      host.choose(photo);
      const { tempFilePaths } = await host.wx.chooseImage({ ...album, sizeType: ["original"] });
      expect(await sha256(await host.read(tempFilePaths[0] ?? ""))).toBe(await sha256(photo));
    });
  });

  it("reads a JPEG of four colours, and makes one of three", async () => {
    const src = await host.add(await assetBytes(cmyk), "jpg");
    expect(await host.wx.getImageInfo({ src })).toMatchObject({ width: 160, height: 80, type: "jpeg" });
    const { tempFilePath } = await host.wx.compressImage({ src, compressedWidth: 80 });
    expect(await host.wx.getImageInfo({ src: tempFilePath })).toMatchObject({ width: 80, height: 40, type: "jpeg" });
    expect((await host.quarters(await host.read(tempFilePath)))[3]).toBe("white");
  });

  it("reads an animated WebP, and makes a JPEG of its first picture", async () => {
    const src = await host.add(await assetBytes(animated), "webp");
    expect(await host.wx.getImageInfo({ src })).toMatchObject({ width: 160, height: 80, type: "webp" });
    const { tempFilePath } = await host.wx.compressImage({ src });
    expect(await host.wx.getImageInfo({ src: tempFilePath })).toMatchObject({ width: 160, height: 80, type: "jpeg" });
    expect(await host.quarters(await host.read(tempFilePath))).toEqual(["red", "green", "blue", "white"]);
  });

  it("leaves an animated GIF as it is, also when it is chosen compressed and named .jpg", async () => {
    host.choose(ANIMATED_GIF);
    const { tempFilePaths } = await host.wx.chooseImage({ ...album, sizeType: ["compressed"] });
    const [src = ""] = tempFilePaths;
    expect(src).toMatch(/\.gif$/);
    expect(await host.read(src)).toEqual(ANIMATED_GIF);
    expect(await host.wx.getImageInfo({ src })).toMatchObject({ width: 1, height: 1, type: "gif" });
  });

  it.each([
    ["0 bytes", new Uint8Array(0)],
    ["no picture", new TextEncoder().encode("This is no picture at all")],
  ])("fails to compress %s, and hands it over as it is when it is chosen as original", async (_what, bytes) => {
    host.choose(bytes);
    await expect(host.wx.chooseImage({ ...album, sizeType: ["compressed"] })).rejects.toEqual({
      errMsg: "chooseImage:fail invalid data",
    });
    host.choose(bytes);
    const { tempFiles } = await host.wx.chooseImage({ ...album, sizeType: ["original"] });
    const [{ path, size } = { path: "", size: -1 }] = tempFiles;
    expect(size).toBe(bytes.length);
    await expect(host.wx.getImageInfo({ src: path })).rejects.toEqual({
      errMsg: "getImageInfo:fail image decode fail",
    });
  });

  it.skipIf(traits.showsParts)("fails to compress a photograph that ends early", async () => {
    host.choose((await samplePhoto(1)).slice(0, 3000));
    await expect(host.wx.chooseImage({ ...album, sizeType: ["compressed"] })).rejects.toEqual({
      errMsg: "chooseImage:fail invalid data",
    });
  });
}
