import { afterEach, describe, expect, it, vi } from "vitest";
import { readRecorderOptions } from "./recorder-options.ts";

afterEach(() => vi.restoreAllMocks());

it("has the platform's defaults", () => {
  expect(readRecorderOptions(undefined)).toEqual({
    settings: {
      format: "aac",
      sampleRate: 8000,
      channelCount: 2,
      bitsPerSecond: 48_000,
      source: "auto",
      isStreamed: false,
    },
    durationMs: 60_000,
  });
});

it("takes a format in any case", () => {
  for (const format of ["PCM", "pcm", "Pcm"]) expect(readRecorderOptions({ format }).settings.format).toBe("pcm");
});

it("fits a bit rate that is left out to the sample rate", () => {
  expect(readRecorderOptions({ sampleRate: 44_100 }).settings.bitsPerSecond).toBe(64_000);
  expect(readRecorderOptions({ sampleRate: 16_000 }).settings.bitsPerSecond).toBe(48_000);
});

it("counts a frame in kilobytes, and only of formats that have frames", () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  expect(readRecorderOptions({ format: "mp3", frameSize: 2 })).toMatchObject({
    frameBytes: 2048,
    settings: { isStreamed: true },
  });
  expect(warn).not.toHaveBeenCalled();
  expect(readRecorderOptions({ format: "wav", frameSize: 2 })).toMatchObject({
    frameBytes: undefined,
    settings: { isStreamed: false },
  });
  expect(warn).toHaveBeenCalledOnce();
});

describe("the table of bit rates", () => {
  it.each([
    [8000, 16_000, 48_000],
    [11_025, 16_000, 48_000],
    [12_000, 24_000, 64_000],
    [16_000, 24_000, 96_000],
    [22_050, 32_000, 128_000],
    [24_000, 32_000, 128_000],
    [32_000, 48_000, 192_000],
    [44_100, 64_000, 320_000],
    [48_000, 64_000, 320_000],
  ])("has for %i Hz %i to %i", (sampleRate, least, most) => {
    for (const encodeBitRate of [least, most]) {
      expect(readRecorderOptions({ sampleRate, encodeBitRate }).settings.bitsPerSecond).toBe(encodeBitRate);
    }
    for (const encodeBitRate of [least - 1, most + 1]) {
      expect(() => readRecorderOptions({ sampleRate, encodeBitRate })).toThrow(
        `parameter error: invalid encodeBitRate ${encodeBitRate}, a sampleRate of ${sampleRate} takes ${least} to ${most}`,
      );
    }
  });
});

it.each([
  [{ duration: 600_001 }, "invalid duration 600001"],
  [{ duration: 0 }, "invalid duration 0"],
  [{ duration: Number.NaN }, "invalid duration NaN"],
  [{ sampleRate: 9000 }, "invalid sampleRate 9000"],
  [{ numberOfChannels: 3 }, "invalid numberOfChannels 3"],
  [{ format: "silk" }, 'invalid format "silk"'],
  [{ format: "mp3", frameSize: 0 }, "invalid frameSize 0"],
  [{ duration: "1" }, "parameter.duration should be Number instead of String;"],
])("refuses %j", (options, text) => {
  expect(() => readRecorderOptions(options)).toThrow(`parameter error: ${text}`);
});
