import { describe, expect, it, onTestFinished } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import { launchApp } from "../support/headless-app.ts";
import { bufferUrlSuite } from "./buffer-url.suite.ts";
import { createNodeStoredHost } from "./node-stored-host.ts";
import { wavFile } from "./wav-file.ts";

const APP = `
Page({
  make() {
    const bytes = new TextEncoder().encode("<text>");
    const url = wx.createBufferURL(bytes.subarray(1, 5));
    bytes.fill(0);
    return url;
  },
  read: (url) => wx.getFileSystemManager().readFileSync(url, "utf8"),
  revoke: (url) => wx.revokeBufferURL(url),
});`;

describe("Node host", () => {
  bufferUrlSuite(createNodeStoredHost);

  it("is played", async () => {
    const device = await createDevice();
    onTestFinished(() => device.close());
    const player = device.wx.createInnerAudioContext();
    const duration = new Promise((resolve, reject) => {
      player.onCanplay(() => resolve(player.duration));
      player.onError(({ errMsg }) => reject(new Error(errMsg)));
    });
    player.src = device.wx.createBufferURL(wavFile(2));
    expect(await duration).toBe(2);
  });

  it("serves apps in a realm of their own", async () => {
    const { app } = await launchApp({ "pages/a/a.js": APP });
    const page = app.currentPage;
    const url = await page?.callMethod("make");
    expect(await page?.callMethod("read", url)).toBe("text");
    await page?.callMethod("revoke", url);
    await expect((async () => page?.callMethod("read", url))()).rejects.toMatchObject({
      message: expect.stringContaining("no such file or directory"),
    });
  });
});
