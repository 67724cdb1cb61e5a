import { describe, expect, it } from "vitest";
import { samplePhoto } from "../../../../test/support/sample-photo.ts";
import { sampleVideo } from "../../../../test/support/sample-video.ts";
import { createMemoryApp, createMemoryDevice, createMemoryPorts, recordCallbacks } from "../../../testing/index.ts";
import { createWx } from "../create-wx.ts";

const FULL = "the maximum size of the file storage limit is exceeded";
const errno = 1300202;
const limits = { temporaryBytes: 600 };

describe("where temporary files have no more room", () => {
  it("wx.startRecord fails when its recording ends, and keeps nothing", async () => {
    const { wx, ports } = createMemoryDevice({ limits });
    void ports.consent.nextScope().then((question) => question.answer(true));
    const failed = expect(wx.startRecord()).rejects.toEqual({ errMsg: `startRecord:fail ${FULL}`, errno });
    await wx.stopRecord();
    await failed;
    expect(ports.files.paths).toEqual([]);
    expect(ports.clock.scheduledCount).toBe(0);
  });

  it("the RecorderManager tells an error instead of its file", async () => {
    const { wx, ports } = createMemoryDevice({ limits });
    void ports.consent.nextScope().then((question) => question.answer(true));
    const manager = wx.getRecorderManager();
    const events: unknown[] = [];
    manager.onStop((file) => events.push(file));
    const failed = new Promise<void>((resolve) =>
      manager.onError((error) => {
        events.push(error);
        resolve();
      }),
    );
    const started = new Promise((resolve) => manager.onStart(resolve));
    manager.start({ format: "PCM", sampleRate: 16_000 });
    await started;
    ports.clock.advance(1000);
    manager.stop();
    await failed;
    expect(events).toEqual([{ errMsg: `operateRecorder:fail ${FULL}`, errno }]);
    expect(ports.files.paths).toEqual([]);
  });

  it("wx.chooseMedia keeps neither a video nor its thumbnail when there is room for the video alone", async () => {
    const video = await sampleVideo();
    const memory = createMemoryPorts();
    const ports = {
      ...memory,
      videoReader: {
        ...memory.videoReader,
        createThumbnail: () => memory.files.createTemporary(new ArrayBuffer(100), "jpg"),
      },
    };
    const app = createMemoryApp({ limits: { temporaryBytes: video.length + 99 } });
    const path = await memory.files.createTemporary(video.buffer, "mp4");
    const chosen = createWx({ ports, app }).chooseMedia({ mediaType: ["video"] });
    const question = await memory.picker.next();
    question.answer({ items: [{ kind: "video", path, sizeBytes: video.length }], isCompressed: false });
    await expect(chosen).rejects.toEqual({ errMsg: `chooseMedia:fail ${FULL}`, errno });
    expect(memory.files.paths).toEqual([]);
  });

  it("wx.compressImage fails in its own words, and keeps the picture alone", async () => {
    const { wx, ports } = createMemoryDevice({ limits });
    const src = await ports.files.createTemporary(new ArrayBuffer(500), "jpg");
    const failed = expect(wx.compressImage({ src })).rejects.toEqual({
      errMsg: "compressImage:fail create temp file fail",
      errno: 1103004,
    });
    const compression = await ports.imageCodec.next();
    compression.answer(await ports.files.createTemporary(new ArrayBuffer(101), "jpg"));
    await failed;
    expect(ports.files.paths).toEqual([src]);
  });

  it("wx.cropImage fails, and keeps the picture alone", async () => {
    const photo = await samplePhoto(1);
    const { wx, ports } = createMemoryDevice({ limits: { temporaryBytes: photo.length + 100 } });
    const src = await ports.files.createTemporary(photo.buffer, "jpg");
    const { fail, complete, completed } = recordCallbacks();
    wx.cropImage({ src, cropScale: "4:3", fail, complete });
    const question = await ports.imageEditor.nextCrop();
    expect(question.asked).toEqual({ path: src, width: 160, height: 80, ratio: 4 / 3 });
    const crop = { left: 0, top: 0, width: 4, height: 3 };
    question.answer(crop);
    const edit = await ports.imageCodec.nextEdit();
    expect(edit.asked).toEqual({ path: src, crop, strokes: [], quarterTurns: 0 });
    edit.answer(await ports.files.createTemporary(new ArrayBuffer(101), "jpg"));
    expect(await completed).toEqual({ errMsg: `cropImage:fail ${FULL}`, errno });
    expect(ports.files.paths).toEqual([src]);
  });

  it("a camera hands over no photo", async () => {
    const ports = createMemoryPorts();
    const app = createMemoryApp({ limits });
    const element = {
      isPresent: () => true,
      setAttribute: () => {},
      invoke: async () => ({ tempImagePath: await ports.files.createTemporary(new ArrayBuffer(601), "jpg") }),
    };
    const wx = createWx({
      ports,
      app,
      elements: { byId: () => element, first: () => element, permissionRefused() {} },
    });
    await expect(wx.createCameraContext().takePhoto()).rejects.toEqual({ errMsg: `takePhoto:fail ${FULL}`, errno });
    expect(ports.files.paths).toEqual([]);
  });
});
