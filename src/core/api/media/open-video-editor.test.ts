import { describe, expect, it } from "vitest";
import { sampleVideo } from "../../../../test/support/sample-video.ts";
import { createMemoryApp, createMemoryDevice, createMemoryPorts } from "../../../testing/index.ts";
import { createWx } from "../create-wx.ts";

describe("wx.openVideoEditor", () => {
  it.each([
    [{}, { minSeconds: 1, maxSeconds: Infinity }],
    [{ maxDuration: 0.4 }, { minSeconds: 0.4, maxSeconds: 0.4 }],
    [
      { minDuration: 0, maxDuration: 15 },
      { minSeconds: 0, maxSeconds: 15 },
    ],
    [
      { minDuration: "3", maxDuration: "15" },
      { minSeconds: 3, maxSeconds: 15 },
    ],
  ])("asks the person for what %o means", async (options, limits) => {
    const { wx, ports } = createMemoryDevice();
    const filePath = await ports.files.createTemporary((await sampleVideo()).buffer, "mp4");
    const edited = new Promise((success, fail) => wx.openVideoEditor({ filePath, ...options, success, fail }));
    const question = await ports.videoEditor.next();
    expect(question.asked).toEqual({ path: filePath, durationSeconds: 1, ...limits });
    const video = await sampleVideo();
    const tempFilePath = await ports.files.createTemporary(video.buffer, "mp4");
    question.answer(tempFilePath);
    expect(await edited).toEqual({
      duration: 1000,
      size: video.length,
      tempFilePath,
      errMsg: "openVideoEditor:ok",
    });
  });

  it("keeps no result that is no video, and none where there is no room", async () => {
    const video = await sampleVideo();
    const ports = createMemoryPorts();
    const app = createMemoryApp({ limits: { temporaryBytes: video.length + 99 } });
    const filePath = await ports.files.createTemporary(video.buffer, "mp4");
    for (const [bytes, reason] of [
      [new ArrayBuffer(50), "video decode fail"],
      [new ArrayBuffer(100), "the maximum size of the file storage limit is exceeded"],
    ] as const) {
      const failed = new Promise((fail) => createWx({ ports, app }).openVideoEditor({ filePath, fail }));
      const question = await ports.videoEditor.next();
      question.answer(await ports.files.createTemporary(bytes, "mp4"));
      expect(await failed).toMatchObject({ errMsg: `openVideoEditor:fail ${reason}` });
      expect(ports.files.paths).toEqual([filePath]);
    }
  });
});
