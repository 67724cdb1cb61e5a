import { describe, expect, inject, it } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import { partsVideo } from "../support/sample-video.ts";
import { findVideoInspector } from "./compress-video.suite.ts";
import { openVideoEditorSuite, type OpenVideoEditorHost } from "./open-video-editor.suite.ts";

async function createHost(): Promise<OpenVideoEditorHost> {
  const device = await createDevice();
  return {
    wx: device.wx,
    add: (bytes, extension) => device.addFile(bytes, extension),
    read: async (path) => new Uint8Array(device.wx.getFileSystemManager().readFileSync(path) as ArrayBuffer),
    choose: (answer) => answer === "offered" || device.answers.videoEditor(answer),
    close: () => device.close(),
  };
}

const inspector = await findVideoInspector(inject("serverUrl"));

describe("Node host", () => openVideoEditorSuite(createHost, inspector, { hasCodecs: false }));

describe("a script that edits videos", () => {
  it.each([
    ["is too long", { startMs: 0, endMs: 2001 }],
    ["is too short", { startMs: 0, endMs: 998 }],
    ["ends after the video", { startMs: 3000, endMs: 4500 }],
    ["begins before it", { startMs: -100, endMs: 1000 }],
    ["is none", { startMs: 0, endMs: Number.NaN }],
  ])("can't choose a part that %s", async (_name, part) => {
    const device = await createDevice();
    const filePath = await device.addFile(await partsVideo(), "mp4");
    device.answers.videoEditor(part);
    const errMsg = await new Promise((fail) =>
      device.wx.openVideoEditor({
        filePath,
        minDuration: 1,
        maxDuration: 1.999,
        fail: (failure) => fail(failure.errMsg),
      }),
    );
    expect(errMsg).toBe("openVideoEditor:fail not supported");
    await device.close();
  });
});
