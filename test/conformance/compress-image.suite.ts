import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Wx } from "../../src/core/api/index.ts";
import { samplePng } from "./sample-bytes.ts";

/** A device with a codec of pictures. */
export interface CompressImageHost {
  readonly wx: Pick<Wx, "compressImage" | "getImageInfo">;
  /** Makes a temporary file. */
  add(bytes: Uint8Array<ArrayBuffer>, extension: string): Promise<string>;
  read(path: string): Promise<Uint8Array>;
  /** Encodes a picture whose first 100 pixels are noise, which compresses badly; a JPEG is of best quality. */
  noise(type: "jpeg" | "png", width: number, height: number): Promise<Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
}

/** A GIF with two frames of one pixel. */
const ANIMATED_GIF = Uint8Array.from(
  atob("R0lGODlhAQABAPAAAP8AAAAA/yH5BAAKAAAALAAAAAABAAEAAAICRAEAIfkEAAoAAAAsAAAAAAEAAQAAAgJMAQA7"),
  (character) => character.charCodeAt(0),
);

/** The contract of `wx.compressImage`. */
export function compressImageSuite(create: () => Promise<CompressImageHost>): void {
  let host: CompressImageHost;
  beforeEach(async () => {
    host = await create();
  });
  afterEach(() => host.close());

  const addJpeg = async (): Promise<string> => host.add(await host.noise("jpeg", 120, 80), "jpg");
  const look = async (path: string) => ({
    ...(await host.wx.getImageInfo({ src: path })),
    bytes: await host.read(path),
  });

  it("makes a smaller JPEG, by default of quality 80, and leaves the picture as it is", async () => {
    const src = await addJpeg();
    const before = await look(src);
    const result = await host.wx.compressImage({ src });
    expect(result).toEqual({
      tempFilePath: expect.stringMatching(/^wxfile:\/\/tmp\/.+\.jpg$/),
      errMsg: "compressImage:ok",
    });
    const after = await look(result.tempFilePath);
    expect(after).toMatchObject({ width: 120, height: 80, type: "jpeg", orientation: "up" });
    expect(after.bytes.length).toBeLessThan(before.bytes.length);
    expect((await look(src)).bytes).toEqual(before.bytes);
  });

  it("is smaller the lower the quality is", async () => {
    const src = await addJpeg();
    const sizes: number[] = [];
    for (const quality of [0, 40, 90]) {
      sizes.push((await look((await host.wx.compressImage({ src, quality })).tempFilePath)).bytes.length);
    }
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
    expect(sizes[0]).toBeLessThan(sizes[2] ?? 0);
  });

  it.each([
    [{ compressedWidth: 60 }, [60, 40]],
    [{ compressedHeight: 20 }, [30, 20]],
    [{ compressedWidth: 50, compressedHeight: 50 }, [50, 50]],
    [{ compressedWidth: 240 }, [240, 160]],
  ])("has the size of %o, with the proportion where one side is absent", async (size, expected) => {
    const { tempFilePath } = await host.wx.compressImage({ src: await addJpeg(), ...size });
    const { width, height } = await look(tempFilePath);
    expect([width, height]).toEqual(expected);
  });

  it("keeps a PNG a PNG, and a GIF with its animation", async () => {
    const png = await host.wx.compressImage({
      src: await host.add(await host.noise("png", 40, 20), "png"),
      compressedWidth: 20,
    });
    expect(await look(png.tempFilePath)).toMatchObject({ width: 20, height: 10, type: "png" });
    const gif = await host.wx.compressImage({ src: await host.add(ANIMATED_GIF, "gif") });
    expect((await look(gif.tempFilePath)).bytes).toEqual(ANIMATED_GIF);
  });

  it("goes by the content, whatever the extension says", async () => {
    const { tempFilePath } = await host.wx.compressImage({ src: await host.add(await host.noise("png", 8, 8), "jpg") });
    expect(tempFilePath).toMatch(/\.png$/);
  });

  it.each([
    [
      "no picture",
      (): Uint8Array<ArrayBuffer> => new TextEncoder().encode("no picture at all"),
      "image decode fail",
      1103003,
    ],
    [
      "a picture that ends early",
      (): Uint8Array<ArrayBuffer> => samplePng(64, 64).slice(0, 60),
      "image decode fail",
      1103003,
    ],
    [
      "a drawing",
      (): Uint8Array<ArrayBuffer> =>
        new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="9"/></svg>'),
      "image decode fail",
      1103003,
    ],
    [
      "a document",
      (): Uint8Array<ArrayBuffer> => new TextEncoder().encode("%PDF-1.4\n%%EOF\n"),
      "image decode fail",
      1103003,
    ],
    ["0 bytes", (): Uint8Array<ArrayBuffer> => new Uint8Array(0), "src image file size zero", 1103007],
  ])("fails for %s", async (_name, bytes, reason, errno) => {
    const src = await host.add(bytes(), "png");
    await expect(host.wx.compressImage({ src })).rejects.toEqual({ errMsg: `compressImage:fail ${reason}`, errno });
  });

  it.each([
    "wxfile://tmp/none.jpg",
    "wxfile://usr/none.jpg",
    "wxfile://usr",
    "images/none.jpg",
    "http://127.0.0.1/a.jpg",
    "",
  ])('fails for "%s", where there is no file', async (src) => {
    const missing = { errMsg: "compressImage:fail file doesn't exist", errno: 1103002 };
    await expect(host.wx.compressImage({ src })).rejects.toEqual(missing);
  });

  it("fails for a size that it can't encode, and keeps the picture", async () => {
    const src = await host.add(await host.noise("jpeg", 1, 100), "jpg");
    await expect(host.wx.compressImage({ src, compressedWidth: 701 })).rejects.toEqual({
      errMsg: "compressImage:fail error occurs during the compress process",
      errno: 1103005,
    });
    expect(await look(src)).toMatchObject({ width: 1, height: 100 });
  });

  it.each(["80", null])("refuses a quality that is no number: %o", async (quality) => {
    // @ts-expect-error: the platform checks it at run time.
    const compressed = host.wx.compressImage({ src: await addJpeg(), quality });
    await expect(compressed).rejects.toMatchObject({
      errMsg: expect.stringMatching(
        /^compressImage:fail parameter error: parameter\.quality should be Number instead of /,
      ),
    });
  });

  it.each([-1, -0.1, 100.5, 101, Number.NaN, Number.POSITIVE_INFINITY])("refuses the quality %d", async (quality) => {
    const failure = { errMsg: "compressImage:fail param compress quality invalid", errno: 1103006 };
    await expect(host.wx.compressImage({ src: await addJpeg(), quality })).rejects.toEqual(failure);
  });

  it.each([0, -5, 70_000])("refuses the width %d", async (compressedWidth) => {
    await expect(host.wx.compressImage({ src: await addJpeg(), compressedWidth })).rejects.toMatchObject({
      errMsg: "compressImage:fail parameter error: parameter.compressedWidth should be from 1 to 65535",
    });
  });

  describe("a picture of 50 megapixels", () => {
    it("is made small", async () => {
      const src = await host.add(await host.noise("jpeg", 10_000, 5000), "jpg");
      const { tempFilePath } = await host.wx.compressImage({ src, compressedWidth: 100 });
      expect(await look(tempFilePath)).toMatchObject({ width: 100, height: 50, type: "jpeg" });
    });
  });
}
