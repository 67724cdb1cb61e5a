import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { EditedVideoResult, OpenVideoEditorOptions, Wx } from "../../src/core/api/index.ts";
import type { InspectedVideo } from "../support/inspect-video.ts";
import { partsVideo, sampleVideo, turnRight } from "../support/sample-video.ts";
import type { VideoInspector } from "./compress-video.suite.ts";
import { samplePng } from "./sample-bytes.ts";

/** A device whose person edits videos. */
export interface OpenVideoEditorHost {
  readonly wx: Pick<Wx, "canIUse" | "getImageInfo" | "getVideoInfo" | "openVideoEditor">;
  /** Makes a temporary file. */
  add(bytes: Uint8Array<ArrayBuffer>, extension: string): Promise<string>;
  read(path: string): Promise<Uint8Array<ArrayBuffer>>;
  /** Lets the person choose this part with the editor that opens next, take what it offers, or close it. Times are full tenths of a second. */
  choose(answer: { startMs: number; endMs: number } | "offered" | "cancel"): void;
  close(): Promise<void>;
}

const RED = [255, 0, 0];
const GREEN = [0, 255, 0];
const BLUE = [0, 0, 255];
/** Firefox takes one colour matrix for another when it encodes. */
const COLOUR_TOLERANCE = 48;
/** So much of the end of a part may be missing. */
const MISSING_MS = 400;
/** Headless, a WebM file begins up to this much earlier: where its pictures do not need others. */
const KEY_MS = 1000;

/** The contract of `wx.openVideoEditor`. */
export function openVideoEditorSuite(
  create: () => Promise<OpenVideoEditorHost>,
  { missing, inspect }: VideoInspector,
  { hasCodecs }: { hasCodecs: boolean },
): void {
  let host: OpenVideoEditorHost;
  beforeEach(async () => {
    host = await create();
  });
  afterEach(() => host.close());

  const picture: object = expect.objectContaining({ width: 160, height: 90, type: "jpeg" });
  const expectedThumbnail = hasCodecs ? picture : undefined;
  const failure = (reason: string, errno?: number): object => ({
    errMsg: `openVideoEditor:fail ${reason}`,
    ...(errno === undefined ? {} : { errno }),
  });
  const edit = (options: OpenVideoEditorOptions): Promise<EditedVideoResult & { errMsg: string }> =>
    new Promise((success, fail) => host.wx.openVideoEditor({ ...options, success, fail }));
  const addParts = async (format: "mp4" | "webm" = "mp4"): Promise<string> =>
    host.add(await partsVideo(format), format);
  const expectLength = (lengthMs: number, expectedMs: number): void => {
    expect(lengthMs).toBeLessThanOrEqual(expectedMs + 1);
    expect(lengthMs).toBeGreaterThanOrEqual(expectedMs - MISSING_MS);
  };

  it("is there, for canIUse too", () => {
    for (const schema of ["", ".object.filePath", ".object.maxDuration", ".success.tempThumbPath"]) {
      expect(host.wx.canIUse(`openVideoEditor${schema}`)).toBe(true);
    }
  });

  it("makes a file of the part, tells its length and size, and leaves the video as it is", async () => {
    const before = await partsVideo();
    const filePath = await host.add(before, "mp4");
    host.choose({ startMs: 1100, endMs: 2900 });
    const { duration, size, tempFilePath, tempThumbPath, errMsg } = await edit({ filePath });
    expect(errMsg).toBe("openVideoEditor:ok");
    expectLength(duration, 1800);
    expect(tempFilePath).toMatch(/^wxfile:\/\/tmp\/.+\.mp4$/);
    const after = await host.read(tempFilePath);
    expect(size).toBe(after.length);
    expect(size).toBeLessThan(before.length);
    expect(await host.read(filePath)).toEqual(before);
    expect(await host.wx.getVideoInfo({ src: tempFilePath })).toMatchObject({
      orientation: "up",
      type: "mp4",
      duration: duration / 1000,
      width: 160,
      height: 90,
    });
    const thumbnail = tempThumbPath && (await host.wx.getImageInfo({ src: tempThumbPath }));
    expect(thumbnail).toEqual(expectedThumbnail);
  });

  it("returns no promise, and fails with cancel when the person closes it", async () => {
    const filePath = await addParts();
    host.choose("cancel");
    const failed = await new Promise((fail) => {
      expect(host.wx.openVideoEditor({ filePath, fail })).toBeUndefined();
    });
    expect(failed).toEqual(failure("cancel", 1));
  });

  it.each([
    [{}, 4000],
    [{ maxDuration: 2.5 }, 2500],
    [{ minDuration: "1", maxDuration: "0.5e1" }, 4000],
    [{ minDuration: 60 }, 4000],
    [{ maxDuration: 0.5 }, 500],
  ])("offers as much as %o allows", async (limits, lengthMs) => {
    host.choose("offered");
    const { duration } = await edit({ filePath: await addParts(), ...limits });
    // The sound of the whole video ends a little later than its pictures.
    expect(duration).toBeLessThanOrEqual(lengthMs + (lengthMs === 4000 ? 50 : 1));
    expect(duration).toBeGreaterThanOrEqual(lengthMs - MISSING_MS);
  });

  it.each([
    ["a picture", async () => samplePng(5, 5)],
    ["0 bytes", async () => new Uint8Array(0)],
    ["a video whose end is missing", async () => (await partsVideo()).slice(0, -1000)],
  ])("fails for %s", async (_name, bytes) => {
    const filePath = await host.add(await bytes(), "mp4");
    await expect(edit({ filePath })).rejects.toEqual(failure("video decode fail"));
  });

  it.each(["wxfile://tmp/none.mp4", "videos/none.mp4", "http://127.0.0.1/a.mp4"])(
    "finds no video at %j",
    async (filePath) => {
      await expect(edit({ filePath })).rejects.toMatchObject(failure("file not found"));
    },
  );

  it.each([
    [{}, "filePath should be String instead of Undefined;"],
    [{ filePath: "a.mp4", maxDuration: true }, "maxDuration should be Number instead of Boolean;"],
    [{ filePath: "a.mp4", maxDuration: 0 }, "maxDuration should be above 0"],
    [{ filePath: "a.mp4", maxDuration: "long" }, "maxDuration should be above 0"],
    [{ filePath: "a.mp4", minDuration: -1 }, "minDuration should be 0 or more"],
    [{ filePath: "a.mp4", minDuration: Infinity }, "minDuration should be 0 or more"],
    [{ filePath: "a.mp4", minDuration: Number.NaN }, "minDuration should be 0 or more"],
    [{ filePath: "a.mp4", minDuration: 3, maxDuration: 2 }, "maxDuration should be at least parameter.minDuration"],
  ])("refuses %o", async (options, problem) => {
    // @ts-expect-error: the platform checks it at run time.
    await expect(edit(options)).rejects.toMatchObject(failure(`parameter error: parameter.${problem}`));
  });

  describe.skipIf(missing !== undefined)(`what FFmpeg sees${missing === undefined ? "" : `: ${missing}`}`, () => {
    const inspectPart = async (filePath: string, startMs: number, endMs: number): Promise<InspectedVideo> => {
      host.choose({ startMs, endMs });
      return inspect(await host.read((await edit({ filePath, minDuration: 0.5 })).tempFilePath));
    };

    it.each([
      ["from the beginning", 0, 900, RED, 300],
      ["from a picture that needs others", 1100, 1900, GREEN, 400],
      ["from one that needs none", 2000, 2900, BLUE, 500],
    ])("sees and hears a part %s, and nothing else", async (_name, startMs, endMs, colour, frequencyHz) => {
      const video = await inspectPart(await addParts(), startMs, endMs);
      expect(video).toMatchObject({ codec: "h264", widthPixels: 160, heightPixels: 90 });
      expectLength(video.durationMs, endMs - startMs);
      expectColour(video, colour);
      expect(video.sound).toMatchObject({ codec: "aac", sampleRate: 44_100, channelCount: 2 });
      expectTone(video, frequencyHz);
    });

    it("sees that a turned video stays turned", async () => {
      const filePath = await host.add(turnRight(await partsVideo()), "mp4");
      host.choose({ startMs: 1100, endMs: 2100 });
      const { tempFilePath } = await edit({ filePath });
      expect(await host.wx.getVideoInfo({ src: tempFilePath })).toMatchObject({ orientation: "right" });
      expectColour(await inspect(await host.read(tempFilePath)), GREEN);
    });

    it("hears nothing where there is no sound", async () => {
      const video = await inspectPart(await host.add(await sampleVideo(), "mp4"), 200, 800);
      expectLength(video.durationMs, 600);
      expect(video).not.toHaveProperty("sound");
    });

    it("sees WebM that stays WebM", async () => {
      const video = await inspectPart(await addParts("webm"), 1600, 2900);
      expect(video.format).toContain("webm");
      expect(video.durationMs).toBeGreaterThanOrEqual(1300 - MISSING_MS);
      expect(video.durationMs).toBeLessThanOrEqual(1340 + (hasCodecs ? 0 : KEY_MS));
      expectColour(video, GREEN);
      expect(video.sound).toMatchObject({ codec: "opus" });
    });
  });
}

function expectColour({ quarters }: InspectedVideo, expected: readonly number[]): void {
  for (const colour of quarters) {
    const differences = colour.map((part, index) => Math.abs(part - (expected[index] ?? 0)));
    expect(Math.max(...differences), JSON.stringify(quarters)).toBeLessThanOrEqual(COLOUR_TOLERANCE);
  }
}

function expectTone({ sound }: InspectedVideo, frequencyHz: number): void {
  expect(sound?.frequencyHz).toBeGreaterThan(frequencyHz - 4);
  expect(sound?.frequencyHz).toBeLessThan(frequencyHz + 4);
  expect(sound?.steadiness).toBeGreaterThan(0.9);
}
