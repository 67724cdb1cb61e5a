import { fileURLToPath } from "node:url";
import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Wx } from "../../src/core/api/index.ts";
import { openApp, startDev, type DevSession, type OpenApp } from "../support/dev-session.ts";
import { launchBrowser } from "../support/launch-browser.ts";
import { RemoteWx } from "../support/remote-wx.ts";

const project = fileURLToPath(new URL("../fixtures/apps/remote", import.meta.url));
const media = (name: string): string => fileURLToPath(new URL(`../fixtures/media/${name}`, import.meta.url));

let session: DevSession;
let browser: Browser;
let app: OpenApp;
let wx: Wx;

beforeAll(async () => {
  [session, browser] = await Promise.all([startDev(project), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await session.close();
});
beforeEach(async () => {
  app = await openApp(browser, session.url);
  wx = (await RemoteWx.connect(app)).proxy({}) as unknown as Wx;
});
afterEach(() => app.close());

describe("an app under the policies of its server", () => {
  it("chooses a picture and a video, reads them, and shows them", async () => {
    const opened = app.page.waitForEvent("filechooser");
    const chosen = wx.chooseMedia({ mediaType: ["mix"], sourceType: ["album"], sizeType: ["original"] });
    await (await opened).setFiles(["quarters.jpg", "clip.mp4"].map(media));
    const { type, tempFiles } = await chosen;
    expect(type).toBe("mix");
    expect(tempFiles).toMatchObject([{ fileType: "image" }, { fileType: "video", duration: 1, width: 64, height: 36 }]);
    const [picture = "", video = ""] = tempFiles.map(({ tempFilePath }) => tempFilePath);
    const thumbnail = tempFiles[1]?.thumbTempFilePath ?? "";
    expect(await wx.getImageInfo({ src: thumbnail })).toMatchObject({ width: 64, height: 36, type: "jpeg" });
    expect(await wx.getVideoInfo({ src: video })).toMatchObject({ type: "mp4", fps: 10 });

    await wx.previewMedia({ sources: [{ url: picture }, { url: video, type: "video" }] });
    const shown = app.frame.locator(".pswp__item[aria-hidden=false] img");
    await shown.waitFor();
    expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(160);
    await app.frame.locator(".pswp__item[aria-hidden=false]").click();
    await app.frame.locator(".preview-root").waitFor({ state: "detached" });
  });

  it("compresses a video whose sound has to be encoded, too", async () => {
    const opened = app.page.waitForEvent("filechooser");
    const chosen = wx.chooseVideo({ sourceType: ["album"] });
    await (await opened).setFiles(media("quarters.webm"));
    const { tempFilePath: src, size } = await chosen;
    const compressed = await wx.compressVideo({ src, quality: "low" });
    expect(compressed.size * 1024).toBeLessThan(size);
    expect(await wx.getVideoInfo({ src: compressed.tempFilePath })).toMatchObject({
      type: "mp4",
      size: compressed.size,
      width: 320,
      height: 180,
    });
  });

  it("takes a picture with the camera", async () => {
    const chosen = wx.chooseImage({ sourceType: ["camera"], sizeType: ["compressed"] });
    const live = app.frame.locator("video.camera-picture");
    await live.waitFor();
    await app.page.waitForFunction((video) => (video as HTMLVideoElement).videoWidth > 0, await live.elementHandle());
    await app.frame.locator(".camera-shutter").click();
    await app.frame.locator(".camera-review .weui-btn_primary").click();
    const { tempFilePaths } = await chosen;
    expect(await wx.getImageInfo({ src: tempFilePaths[0] ?? "" })).toMatchObject({ type: "jpeg", orientation: "up" });
  });
});
