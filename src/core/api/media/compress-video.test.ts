import { describe, expect, it } from "vitest";
import { createMemoryDevice } from "../../../testing/index.ts";

describe("wx.compressVideo", () => {
  it.each([
    [{ quality: "low" }, { quality: "low" }],
    [{ quality: "high", bitrate: -1, fps: 0, resolution: 2 }, { quality: "high" }],
    [
      { bitrate: 800, fps: 24, resolution: 0.5 },
      { bitsPerSecond: 800_000, framesPerSecond: 24, scale: 0.5 },
    ],
    [{}, {}],
  ])("asks the device for what %o means", async (options, compression) => {
    const { wx, ports } = createMemoryDevice();
    const src = await ports.files.createTemporary(new ArrayBuffer(4096), "mov");
    const call = wx.compressVideo({ src, ...options });
    const question = await ports.videoCompressor.next();
    expect(question.asked).toEqual({ path: src, compression });
    const tempFilePath = await ports.files.createTemporary(new ArrayBuffer(1536), "mp4");
    question.answer(tempFilePath);
    expect(await call).toEqual({ tempFilePath, size: 1.5, errMsg: "compressVideo:ok" });
  });
});
