import { afterEach, beforeEach, expect, it } from "vitest";
import type { Wx } from "../../src/core/api/index.ts";
import { sampleVideo, turnedVideo } from "../support/sample-video.ts";
import { samplePng } from "./sample-bytes.ts";

/** A device that reads videos. */
export interface VideoInfoHost {
  readonly wx: Pick<Wx, "getVideoInfo">;
  /** Makes a temporary file. */
  add(bytes: Uint8Array<ArrayBuffer>, extension: string): Promise<string>;
  close(): Promise<void>;
}

/** The contract of `wx.getVideoInfo`. */
export function videoInfoSuite(create: () => Promise<VideoInfoHost>): void {
  let host: VideoInfoHost;
  beforeEach(async () => {
    host = await create();
  });
  afterEach(() => host.close());

  const fail = (reason: string): object => expect.objectContaining({ errMsg: `getVideoInfo:fail ${reason}` });

  it("tells the facts of a video, its size in kilobytes", async () => {
    const bytes = await sampleVideo();
    expect(await host.wx.getVideoInfo({ src: await host.add(bytes, "mp4") })).toEqual({
      orientation: "up",
      type: "mp4",
      duration: 1,
      size: Math.round((bytes.length / 1024) * 1000) / 1000,
      width: 64,
      height: 36,
      fps: 10,
      bitrate: Math.round((bytes.length * 8) / 1000),
      errMsg: "getVideoInfo:ok",
    });
  });

  it("tells how a video is turned, and the size that it is stored in", async () => {
    const src = await host.add(await turnedVideo(), "mp4");
    expect(await host.wx.getVideoInfo({ src })).toMatchObject({ orientation: "right", width: 64, height: 36 });
  });

  it("goes by the content, whatever the extension says", async () => {
    const src = await host.add(await sampleVideo(), "jpg");
    expect(await host.wx.getVideoInfo({ src })).toMatchObject({ type: "mp4", duration: 1 });
  });

  it.each([
    ["a picture", async () => samplePng(5, 5)],
    ["0 bytes", async () => new Uint8Array(0)],
    ["a video whose end is missing", async () => (await sampleVideo()).slice(0, -100)],
    ["a video whose head is missing", async () => (await sampleVideo()).slice(500)],
  ])("fails for %s", async (_name, bytes) => {
    const src = await host.add(await bytes(), "mp4");
    await expect(host.wx.getVideoInfo({ src })).rejects.toEqual(fail("video decode fail"));
  });

  it.each(["wxfile://tmp/none.mp4", "videos/none.mp4", "http://127.0.0.1/a.mp4"])(
    "finds no video at %j",
    async (src) => {
      await expect(host.wx.getVideoInfo({ src })).rejects.toEqual(fail("file not found"));
    },
  );

  it("checks its parameter", async () => {
    // @ts-expect-error: the platform checks it at run time.
    await expect(host.wx.getVideoInfo({})).rejects.toEqual(
      fail("parameter error: parameter.src should be String instead of Undefined;"),
    );
  });
}
