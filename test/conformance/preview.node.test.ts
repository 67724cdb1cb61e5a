import { describe, expect, it, onTestFinished } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import { launchApp } from "../support/headless-app.ts";
import { previewSuite, type PreviewHost } from "./preview.suite.ts";

async function createHost(): Promise<PreviewHost> {
  const device = await createDevice();
  const { wx, previews } = device;
  return {
    wx,
    add: (bytes, extension) => device.addFile(bytes, extension),
    async seen() {
      const open = previews.findLast(({ isOpen }) => isOpen);
      const item = open?.items[open.index];
      return open && item && { kind: item.kind, index: open.index, count: open.items.length };
    },
    closePreview: async () => previews.at(-1)?.close(),
    close: () => device.close(),
  };
}

describe("Node host", () => {
  previewSuite(createHost);

  it("hides the page of an app from its opening to its end, also when another preview takes its place", async () => {
    const { app, device } = await launchApp({
      "pages/a/a.js": `Page({
        data: { heard: [] },
        onShow() { this.hear("onShow") },
        onHide() { this.hear("onHide") },
        hear(name) { this.setData({ heard: [...this.data.heard, name] }) },
        preview: () => wx.previewImage({ urls: ["https://example.com/a.png"] }),
      })`,
    });
    await app.currentPage?.callMethod("preview");
    await app.currentPage?.callMethod("preview");
    expect(app.currentPage?.data()).toEqual({ heard: ["onShow", "onHide"] });
    device.previews.at(-1)?.close();
    await expect.poll(() => app.currentPage?.data()).toEqual({ heard: ["onShow", "onHide", "onShow"] });
  });

  it("lists what was opened, with paths that lead to the files of the package", async () => {
    const device = await createDevice({ packageRoot: new URL("../fixtures", import.meta.url).pathname });
    onTestFinished(() => device.close());
    await device.wx.previewMedia({
      sources: [{ url: "media/clip.mp4", type: "video" }, { url: "https://example.com/a.png" }, { url: "none.png" }],
      showmenu: false,
      referrerPolicy: "origin",
    });
    expect(device.previews).toMatchObject([
      {
        items: [
          { kind: "video", source: "/media/clip.mp4" },
          { kind: "image", source: "https://example.com/a.png" },
          { kind: "image", source: "none.png" },
        ],
        index: 0,
        hasMenu: false,
        sendsOrigin: true,
        isOpen: true,
      },
    ]);
  });
});
