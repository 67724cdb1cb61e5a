import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Wx } from "../../src/core/api/index.ts";
import { recordCallbacks } from "../../src/testing/index.ts";
import { sampleVideo, turnedVideo } from "../support/sample-video.ts";
import { samplePng } from "./sample-bytes.ts";

/** A picture or video of a person's album. */
export interface AlbumFile {
  kind: "image" | "video";
  bytes: Uint8Array<ArrayBuffer>;
}

/** A device whose person does what the test says. */
export interface ChooseMediaHost {
  readonly wx: Pick<Wx, "chooseMedia" | "chooseVideo" | "getImageInfo" | "getVideoInfo">;
  /** Lets the person choose these, unchanged and in this order, when a chooser opens next. */
  choose(files: readonly AlbumFile[]): void;
  /** Lets the person close the chooser that opens next. */
  cancel(): void;
  /** Local paths of all temporary files. */
  temporaries(): readonly string[];
  close(): Promise<void>;
}

/** Why a host can't do a part. */
export interface ChooseMediaTraits {
  hasNoThumbnails?: string;
}

/** The contract of `wx.chooseMedia` and `wx.chooseVideo`. */
export function chooseMediaSuite(create: () => Promise<ChooseMediaHost>, traits: ChooseMediaTraits = {}): void {
  let host: ChooseMediaHost;
  beforeEach(async () => {
    host = await create();
  });
  afterEach(() => host.close());

  const album = { sourceType: ["album"], sizeType: ["original"] };
  const picture = (width: number): AlbumFile => ({ kind: "image", bytes: samplePng(width, 10) });
  const video = async (): Promise<AlbumFile> => ({ kind: "video", bytes: await sampleVideo() });
  const path = (extension: string): unknown => expect.stringMatching(new RegExp(`^wxfile://tmp/.+\\.${extension}$`));
  const truncated = async (): Promise<AlbumFile> => ({ kind: "video", bytes: (await sampleVideo()).slice(0, -100) });

  describe("chooseMedia", () => {
    it("tells of pictures what is known of them", async () => {
      host.choose([picture(1), picture(2)]);
      const { tempFiles, type, errMsg } = await host.wx.chooseMedia(album);
      expect([type, errMsg]).toEqual(["image", "chooseMedia:ok"]);
      const size = samplePng(1, 10).length;
      expect(tempFiles).toEqual([1, 2].map(() => ({ tempFilePath: path("png"), size, fileType: "image" })));
      const infos = await Promise.all(tempFiles.map(({ tempFilePath: src }) => host.wx.getImageInfo({ src })));
      expect(infos.map(({ width }) => width)).toEqual([1, 2]);
    });

    it("tells of a video how long it is, and its size as it is shown", async () => {
      const bytes = await turnedVideo();
      host.choose([{ kind: "video", bytes }]);
      const { tempFiles, type } = await host.wx.chooseMedia({ ...album, mediaType: ["video"] });
      expect(type).toBe("video");
      expect(tempFiles).toEqual([
        expect.objectContaining({
          tempFilePath: path("mp4"),
          size: bytes.length,
          fileType: "video",
          duration: 1,
          width: 36,
          height: 64,
        }),
      ]);
    });

    it.skipIf(traits.hasNoThumbnails)("makes a picture of a video, which is upright", async () => {
      host.choose([{ kind: "video", bytes: await turnedVideo() }]);
      const { tempFiles } = await host.wx.chooseMedia({ ...album, mediaType: ["video"] });
      const src = tempFiles[0]?.thumbTempFilePath ?? "";
      expect(await host.wx.getImageInfo({ src })).toMatchObject({ type: "jpeg", width: 36, height: 64 });
    });

    it("hands over both kinds with mix, each with its own", async () => {
      host.choose([picture(1), await video(), picture(2)]);
      const { tempFiles, type } = await host.wx.chooseMedia({ ...album, mediaType: ["mix"] });
      expect(type).toBe("mix");
      expect(tempFiles.map(({ fileType }) => fileType)).toEqual(["image", "video", "image"]);
      expect(tempFiles.map(({ duration }) => duration)).toEqual([undefined, 1, undefined]);
    });

    it("hands over one kind only without mix: that of the first", async () => {
      host.choose([picture(1), await video(), picture(2)]);
      const { tempFiles, type } = await host.wx.chooseMedia(album);
      expect(type).toBe("image");
      expect(tempFiles).toHaveLength(2);
    });

    it("never hands over more than count", async () => {
      host.choose([picture(1), picture(2), picture(3)]);
      expect((await host.wx.chooseMedia({ ...album, count: 2 })).tempFiles).toHaveLength(2);
    });

    it("fails for a video whose end is missing, and keeps nothing of the choice", async () => {
      host.choose([picture(1), await video(), await truncated()]);
      await expect(host.wx.chooseMedia({ ...album, mediaType: ["mix"] })).rejects.toEqual({
        errMsg: "chooseMedia:fail video decode fail",
      });
      expect(host.temporaries()).toEqual([]);
    });

    it("fails with cancel, then completes, when the person closes the chooser", async () => {
      host.cancel();
      const callbacks = recordCallbacks();
      host.wx.chooseMedia({ ...album, ...callbacks });
      expect(await callbacks.completed).toEqual({ errMsg: "chooseMedia:fail cancel", errno: 1 });
      expect(callbacks.calls.map(([name]) => name)).toEqual(["fail", "complete"]);
    });
  });

  describe("chooseVideo", () => {
    it("hands over one video and what is known of it, flat", async () => {
      const { bytes } = await video();
      host.choose([await video()]);
      const result = await host.wx.chooseVideo({ sourceType: ["album"] });
      expect(result).toMatchObject({
        duration: 1,
        width: 64,
        height: 36,
        size: bytes.length,
        errMsg: "chooseVideo:ok",
      });
      expect(result.tempFilePath).toEqual(path("mp4"));
      expect(await host.wx.getVideoInfo({ src: result.tempFilePath })).toMatchObject({ duration: 1 });
    });

    it("fails for a video whose end is missing, and keeps nothing", async () => {
      host.choose([await truncated()]);
      await expect(host.wx.chooseVideo({ sourceType: ["album"] })).rejects.toEqual({
        errMsg: "chooseVideo:fail video decode fail",
      });
      expect(host.temporaries()).toEqual([]);
    });

    it("fails with cancel when the person closes the chooser", async () => {
      host.cancel();
      await expect(host.wx.chooseVideo({ sourceType: ["album"] })).rejects.toEqual({
        errMsg: "chooseVideo:fail cancel",
        errno: 1,
      });
    });
  });
}
