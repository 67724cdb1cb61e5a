import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Wx } from "../../src/core/api/index.ts";
import { sampleVideo } from "../support/sample-video.ts";
import { samplePng } from "./sample-bytes.ts";

/** A device with an album. */
export interface SaveToAlbumHost {
  readonly wx: Pick<Wx, "saveImageToPhotosAlbum" | "saveVideoToPhotosAlbum" | "getSetting">;
  /** Makes a temporary file. */
  add(bytes: Uint8Array<ArrayBuffer>, extension: string): Promise<string>;
  /** Lets the person answer the next dialog. */
  answerConsent(isAllowed: boolean): void;
  /** What was saved so far, oldest first. */
  saved(): Promise<Uint8Array[]>;
  close(): Promise<void>;
}

const fail = (reason: string): object => expect.objectContaining({ errMsg: `saveImageToPhotosAlbum:fail ${reason}` });

/** The contract of `wx.saveImageToPhotosAlbum` and `wx.saveVideoToPhotosAlbum`. */
export function saveToAlbumSuite(create: () => Promise<SaveToAlbumHost>): void {
  let host: SaveToAlbumHost;
  beforeEach(async () => {
    host = await create();
  });
  afterEach(() => host.close());

  it("saves the picture byte for byte once the person allows it, and later without asking", async () => {
    const [first, second] = [samplePng(5, 5), samplePng(7, 7)];
    host.answerConsent(true);
    expect(await host.wx.saveImageToPhotosAlbum({ filePath: await host.add(first, "png") })).toEqual({
      errMsg: "saveImageToPhotosAlbum:ok",
    });
    await host.wx.saveImageToPhotosAlbum({ filePath: await host.add(second, "png") });
    expect(await host.saved()).toEqual([first, second]);
    expect((await host.wx.getSetting()).authSetting).toEqual({ "scope.writePhotosAlbum": true });
  });

  it("saves nothing when the person refuses", async () => {
    host.answerConsent(false);
    const filePath = await host.add(samplePng(5, 5), "png");
    const refused = { errMsg: "saveImageToPhotosAlbum:fail auth deny", errno: 103 };
    await expect(host.wx.saveImageToPhotosAlbum({ filePath })).rejects.toEqual(refused);
    await expect(host.wx.saveImageToPhotosAlbum({ filePath })).rejects.toEqual(refused);
    expect(await host.saved()).toEqual([]);
  });

  it("refuses what is no picture, by its extension or its content, before anybody is asked", async () => {
    const text = new TextEncoder().encode("text");
    await expect(host.wx.saveImageToPhotosAlbum({ filePath: await host.add(samplePng(5, 5), "txt") })).rejects.toEqual(
      fail("invalid file type"),
    );
    await expect(host.wx.saveImageToPhotosAlbum({ filePath: await host.add(text, "png") })).rejects.toEqual(
      fail("invalid file type"),
    );
    await expect(
      host.wx.saveImageToPhotosAlbum({ filePath: await host.add(new Uint8Array(0), "jpg") }),
    ).rejects.toEqual(fail("invalid file type"));
    expect((await host.wx.getSetting()).authSetting).toEqual({});
  });

  it.each(["wxfile://tmp/none.png", "http://127.0.0.1/a.png", ""])("finds no file at %j", async (filePath) => {
    await expect(host.wx.saveImageToPhotosAlbum({ filePath })).rejects.toEqual(fail("file not exists"));
  });

  it("checks its parameter", async () => {
    // @ts-expect-error: the platform checks it at run time.
    await expect(host.wx.saveImageToPhotosAlbum({})).rejects.toEqual(
      fail("parameter error: parameter.filePath should be String instead of Undefined;"),
    );
  });

  describe("saveVideoToPhotosAlbum", () => {
    const save = (filePath: string): Promise<unknown> => host.wx.saveVideoToPhotosAlbum({ filePath });
    const failed = (reason: string): object =>
      expect.objectContaining({ errMsg: `saveVideoToPhotosAlbum:fail ${reason}` });

    it("saves the video byte for byte once the person allows it", async () => {
      host.answerConsent(true);
      expect(await save(await host.add(await sampleVideo(), "mp4"))).toEqual({ errMsg: "saveVideoToPhotosAlbum:ok" });
      expect(await host.saved()).toEqual([await sampleVideo()]);
    });

    it("saves nothing when the person refuses", async () => {
      host.answerConsent(false);
      await expect(save(await host.add(await sampleVideo(), "mp4"))).rejects.toEqual(failed("auth deny"));
      expect(await host.saved()).toEqual([]);
    });

    it("refuses what is no whole video, by its extension or its content, before anybody is asked", async () => {
      const bytes = await sampleVideo();
      const refused: [Uint8Array<ArrayBuffer>, string][] = [
        [bytes, "png"],
        [samplePng(5, 5), "mp4"],
        [bytes.slice(0, -100), "mp4"],
        [new Uint8Array(0), "mp4"],
      ];
      for (const [content, extension] of refused) {
        await expect(save(await host.add(content, extension))).rejects.toEqual(failed("invalid file type"));
      }
      expect((await host.wx.getSetting()).authSetting).toEqual({});
    });

    it("finds no file that is not there", async () => {
      await expect(save("wxfile://tmp/none.mp4")).rejects.toEqual(failed("file not exists"));
    });
  });
}
