import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Wx } from "../../src/core/api/index.ts";
import type { InspectedVideo } from "../support/inspect-video.ts";
import { ac3Video, quartersVideo, sampleVideo, turnRight } from "../support/sample-video.ts";
import { samplePng } from "./sample-bytes.ts";

/** A device that may have an encoder of videos. */
export interface CompressVideoHost {
  readonly wx: Pick<Wx, "canIUse" | "compressVideo" | "getVideoInfo">;
  /** Makes a temporary file. */
  add(bytes: Uint8Array<ArrayBuffer>, extension: string): Promise<string>;
  read(path: string): Promise<Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
}

/** Decodes videos by another program than ours. */
export interface VideoInspector {
  /** Why there is none on this machine. */
  readonly missing?: string;
  inspect(file: Uint8Array<ArrayBuffer>): Promise<InspectedVideo>;
}

/** Finds FFmpeg, which the test server has. */
export async function findVideoInspector(serverUrl: string): Promise<VideoInspector> {
  const { missing } = (await (await fetch(`${serverUrl}/__video`)).json()) as { missing?: string };
  return {
    missing,
    async inspect(file) {
      const body = new FormData();
      body.set("file", new Blob([file]), "video");
      const uploaded = await fetch(`${serverUrl}/upload`, { method: "POST", body });
      const { files } = (await uploaded.json()) as { files: { url: string }[] };
      const response = await fetch(`${serverUrl}/__video?file=${files[0]?.url.split("/").at(-1)}`);
      if (!response.ok) throw new Error(await response.text());
      return (await response.json()) as InspectedVideo;
    },
  };
}

const RED = [255, 0, 0];
const GREEN = [0, 255, 0];
const BLUE = [0, 0, 255];
const WHITE = [255, 255, 255];
/** An encoder may not keep to its rate in a video this short. */
const RATE_TOLERANCE = 1.5;

/** The contract of `wx.compressVideo`. */
export function compressVideoSuite(
  create: () => Promise<CompressVideoHost>,
  { missing, inspect }: VideoInspector,
  { cannotEncode, colourTolerance = 24 }: { cannotEncode?: string; colourTolerance?: number } = {},
): void {
  let host: CompressVideoHost;
  beforeEach(async () => {
    host = await create();
  });
  afterEach(() => host.close());

  const failure = (reason: string): object => expect.objectContaining({ errMsg: `compressVideo:fail ${reason}` });
  const compressed = async (src: string, options: object): Promise<Uint8Array<ArrayBuffer>> =>
    host.read((await host.wx.compressVideo({ src, ...options })).tempFilePath);
  const addQuarters = async (): Promise<string> => host.add(await quartersVideo(), "mp4");

  it("is there, for canIUse too, just where videos can be encoded", async () => {
    const isThere = cannotEncode === undefined;
    for (const schema of ["", ".object.quality.low", ".object.resolution", ".success.size"]) {
      expect(host.wx.canIUse(`compressVideo${schema}`)).toBe(isThere);
    }
    const end = await host.wx
      .compressVideo({ src: await addQuarters(), quality: "low" })
      .catch((error: unknown) => error);
    expect(end).toMatchObject(
      isThere ? { errMsg: "compressVideo:ok" } : { errMsg: "compressVideo:fail not supported", errno: 100 },
    );
  });

  it.each([
    [{}, "src should be String instead of Undefined"],
    [{ src: "a.mp4", quality: 1 }, "quality should be String instead of Number"],
    [{ src: "a.mp4", fps: "30" }, "fps should be Number instead of String"],
  ])("checks the types of %o", async (options, problem) => {
    // @ts-expect-error: the platform checks it at run time.
    await expect(host.wx.compressVideo(options)).rejects.toEqual(failure(`parameter error: parameter.${problem};`));
  });

  describe.skipIf(cannotEncode !== undefined)("where videos can be encoded", () => {
    it("makes a smaller MP4, tells its size in kilobytes, and leaves the video as it is", async () => {
      const before = await quartersVideo();
      const src = await host.add(before, "mp4");
      const { tempFilePath, size, errMsg } = await host.wx.compressVideo({ src, quality: "medium" });
      expect(errMsg).toBe("compressVideo:ok");
      expect(tempFilePath).toMatch(/^wxfile:\/\/tmp\/.+\.mp4$/);
      const after = await host.read(tempFilePath);
      expect(after.length).toBeLessThan(before.length);
      expect(size).toBe(Math.round((after.length / 1024) * 1000) / 1000);
      expect(await host.read(src)).toEqual(before);
      expect(await host.wx.getVideoInfo({ src: tempFilePath })).toMatchObject({
        orientation: "up",
        type: "mp4",
        size,
        width: 320,
        height: 180,
        duration: expect.closeTo(1, 1),
        fps: expect.closeTo(24, 0),
      });
    });

    it("is smaller the lower the quality is, which counts alone", async () => {
      const src = await addQuarters();
      const sizes: number[] = [];
      for (const quality of ["low", "medium", "high"]) {
        sizes.push((await compressed(src, { quality, bitrate: -1, fps: 0, resolution: 7 })).length);
      }
      expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
      expect(sizes[0]).toBeLessThan(sizes[2] ?? 0);
    });

    it("takes a file of 0.1 to 1 times the sides, with few bits and pictures, and never one of more", async () => {
      const src = await addQuarters();
      const small = await host.wx.compressVideo({ src, resolution: 0.1, bitrate: 1, fps: 1 });
      expect(await host.wx.getVideoInfo({ src: small.tempFilePath })).toMatchObject({ width: 32, height: 18 });
      const large = await host.wx.compressVideo({ src, resolution: 1, bitrate: 1_000_000, fps: 240 });
      expect(await host.wx.getVideoInfo({ src: large.tempFilePath })).toMatchObject({
        width: 320,
        height: 180,
        fps: expect.closeTo(24, 0),
      });
    });

    it("compresses several videos that are given at once", async () => {
      const src = await addQuarters();
      const all = await Promise.all(
        ["low", "medium", "high"].map((quality) => host.wx.compressVideo({ src, quality })),
      );
      expect(new Set(all.map(({ tempFilePath }) => tempFilePath)).size).toBe(3);
    });

    it.each([
      ["a picture", async () => samplePng(5, 5)],
      ["0 bytes", async () => new Uint8Array(0)],
      ["a video whose end is missing", async () => (await quartersVideo()).slice(0, -1000)],
      ["a video whose head is missing", async () => (await quartersVideo()).slice(500)],
      ["a video whose pictures are destroyed", async () => (await quartersVideo()).fill(0, 10_000)],
    ])("fails for %s", async (_name, bytes) => {
      const src = await host.add(await bytes(), "mp4");
      await expect(host.wx.compressVideo({ src, quality: "low" })).rejects.toEqual(failure("video decode fail"));
    });

    it("fails rather than lose a sound that it can't decode", async () => {
      const src = await host.add(await ac3Video(), "mp4");
      await expect(host.wx.compressVideo({ src, quality: "low" })).rejects.toEqual(failure("not supported"));
    });

    it.each(["wxfile://tmp/none.mp4", "videos/none.mp4", "http://127.0.0.1/a.mp4"])(
      "finds no video at %j",
      async (src) => {
        await expect(host.wx.compressVideo({ src })).rejects.toEqual(failure("file not found"));
      },
    );

    it.each([
      [{ quality: "best" }, "quality should be one of low, medium, high"],
      [{ bitrate: 0 }, "bitrate should be above 0"],
      [{ bitrate: Number.NaN }, "bitrate should be above 0"],
      [{ fps: -1 }, "fps should be above 0"],
      [{ resolution: 0 }, "resolution should be above 0 and at most 1"],
      [{ resolution: 1.01 }, "resolution should be above 0 and at most 1"],
      [{ resolution: Number.POSITIVE_INFINITY }, "resolution should be above 0 and at most 1"],
    ])("refuses %o", async (options, problem) => {
      const call = host.wx.compressVideo({ src: await addQuarters(), ...options });
      await expect(call).rejects.toEqual({
        errMsg: `compressVideo:fail parameter error: parameter.${problem}`,
        errno: 1001,
      });
    });

    describe.skipIf(missing !== undefined)(`what FFmpeg sees${missing === undefined ? "" : `: ${missing}`}`, () => {
      const expectColours = ({ quarters }: InspectedVideo, expected: readonly number[][]): void => {
        const differences = quarters.flatMap((colour, quarter) =>
          colour.map((part, index) => Math.abs(part - (expected[quarter]?.[index] ?? 0))),
        );
        expect(Math.max(...differences), JSON.stringify(quarters)).toBeLessThanOrEqual(colourTolerance);
      };

      it("sees H.264 of the same pictures, and hears the same sound as AAC", async () => {
        const video = await inspect(await compressed(await addQuarters(), { quality: "high" }));
        expect(video).toMatchObject({ codec: "h264", widthPixels: 320, heightPixels: 180, frameCount: 24 });
        expect(video.format).toContain("mp4");
        expect(video.sound).toMatchObject({ codec: "aac", sampleRate: 44_100, channelCount: 2 });
        expectLength(video);
        expectTone(video);
        expectColours(video, [RED, GREEN, BLUE, WHITE]);
      });

      it("sees the values that were given", async () => {
        const bitrate = 200;
        const options = { resolution: 0.5, fps: 12, bitrate };
        const video = await inspect(await compressed(await addQuarters(), options));
        expect(video).toMatchObject({ widthPixels: 160, heightPixels: 90, frameCount: 12 });
        expect(video.bitsPerSecond).toBeLessThan(bitrate * 1000 * RATE_TOLERANCE);
        expectLength(video);
        expectTone(video);
      });

      it("sees a turned video upright", async () => {
        const src = await host.add(turnRight(await quartersVideo()), "mp4");
        const video = await inspect(await compressed(src, { quality: "high" }));
        expect(video).toMatchObject({ widthPixels: 180, heightPixels: 320 });
        expectColours(video, [BLUE, RED, WHITE, GREEN]);
        expectTone(video);
      });

      it("sees a WebM file of VP8 and Opus as H.264 and AAC", async () => {
        const src = await host.add(await quartersVideo("webm"), "webm");
        const video = await inspect(await compressed(src, { quality: "medium" }));
        expect(video).toMatchObject({ codec: "h264", widthPixels: 320, heightPixels: 180, frameCount: 24 });
        expect(video.sound).toMatchObject({ codec: "aac", sampleRate: 48_000, channelCount: 2 });
        expectLength(video);
        expectTone(video);
        expectColours(video, [RED, GREEN, BLUE, WHITE]);
      });

      it("hears nothing where there is no sound", async () => {
        const src = await host.add(await sampleVideo(), "mp4");
        const video = await inspect(await compressed(src, { quality: "low" }));
        expect(video).toMatchObject({ codec: "h264", widthPixels: 64, heightPixels: 36, frameCount: 10 });
        expect(video).not.toHaveProperty("sound");
      });
    });
  });
}

function expectLength({ durationMs }: InspectedVideo): void {
  // Sound comes in frames, and an encoder begins and ends it with a few of its own.
  expect(Math.abs(durationMs - 1000)).toBeLessThanOrEqual(100);
}

function expectTone({ sound }: InspectedVideo): void {
  expect(sound?.frequencyHz).toBeGreaterThan(438);
  expect(sound?.frequencyHz).toBeLessThan(442);
  expect(sound?.steadiness).toBe(1);
}
