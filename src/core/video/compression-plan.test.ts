import { describe, expect, it } from "vitest";
import type { VideoCompression } from "../ports/index.ts";
import { planCompression, type CompressibleVideo } from "./compression-plan.ts";

const FULL_HD: CompressibleVideo = {
  widthPixels: 1920,
  heightPixels: 1080,
  framesPerSecond: 60,
  bitsPerSecond: 20_000_000,
};

describe("the plan of a compression", () => {
  it.each<[VideoCompression, object]>([
    [{ quality: "low" }, { widthPixels: 640, heightPixels: 360, framesPerSecond: 30, bitsPerSecond: 414_720 }],
    [{ quality: "medium" }, { widthPixels: 960, heightPixels: 540, framesPerSecond: 30, bitsPerSecond: 1_244_160 }],
    [{ quality: "high" }, { widthPixels: 1280, heightPixels: 720, framesPerSecond: 30, bitsPerSecond: 2_764_800 }],
  ])("has for %o the size and the rates of that level", (compression, expected) => {
    expect(planCompression(FULL_HD, compression)).toEqual(expected);
  });

  it("goes by the short side, however the video stands", () => {
    const upright = { ...FULL_HD, widthPixels: 1080, heightPixels: 1920 };
    expect(planCompression(upright, { quality: "low" })).toMatchObject({ widthPixels: 360, heightPixels: 640 });
  });

  it("has the values that are given", () => {
    const compression = { bitsPerSecond: 500_000, framesPerSecond: 15, scale: 0.5 };
    const { scale: _, ...rates } = compression;
    expect(planCompression(FULL_HD, compression)).toEqual({ widthPixels: 960, heightPixels: 540, ...rates });
  });

  it("keeps what is not given, with the bits that such pictures need", () => {
    expect(planCompression(FULL_HD, {})).toEqual({ widthPixels: 1920, heightPixels: 1080, bitsPerSecond: 12_441_600 });
  });

  it.each<VideoCompression>([
    { quality: "high" },
    { bitsPerSecond: 90_000_000, framesPerSecond: 240, scale: 1 },
    { framesPerSecond: 24 },
    {},
  ])("never has more than the video: %o", (compression) => {
    const small = { widthPixels: 320, heightPixels: 240, framesPerSecond: 24, bitsPerSecond: 100_000 };
    const { framesPerSecond: _, ...kept } = small;
    expect(planCompression(small, compression)).toEqual(kept);
  });

  it("has even sides, and none that an encoder would refuse", () => {
    const odd = { ...FULL_HD, widthPixels: 641, heightPixels: 361 };
    expect(planCompression(odd, {})).toMatchObject({ widthPixels: 642, heightPixels: 362 });
    expect(planCompression(odd, { scale: 0.001 })).toMatchObject({ widthPixels: 28, heightPixels: 16 });
    expect(planCompression({ ...odd, heightPixels: 1 }, { scale: 0.5 })).toMatchObject({ heightPixels: 2 });
  });

  it("leaves a few bits, however few are wanted", () => {
    expect(planCompression(FULL_HD, { bitsPerSecond: 1 })).toMatchObject({ bitsPerSecond: 8000 });
  });
});
