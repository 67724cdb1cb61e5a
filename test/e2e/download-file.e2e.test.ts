import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import type { Wx } from "../../src/core/api/index.ts";
import { openApp, startDev, type DevSession } from "../support/dev-session.ts";
import { launchBrowser } from "../support/launch-browser.ts";
import { RemoteWx } from "../support/remote-wx.ts";

const app = fileURLToPath(new URL("../fixtures/apps/remote", import.meta.url));
const serverUrl = inject("serverUrl");
let session: DevSession;
let browser: Browser;
let wx: Wx;

beforeAll(async () => {
  [session, browser] = await Promise.all([startDev(app), launchBrowser()]);
  const opened = await openApp(browser, session.url);
  const tasks = { downloadFile: ["abort"], uploadFile: ["abort"] };
  wx = (await RemoteWx.connect(opened)).proxy(tasks) as unknown as Wx;
});
afterAll(async () => {
  await browser.close();
  await session.close();
});

/** Downloads the picture of the test server to `filePath` and resolves with what `success` or `fail` got. */
function download(filePath: string): Promise<object> {
  return new Promise((settle) =>
    wx.downloadFile({ url: `${serverUrl}/1.jpg`, filePath, success: settle, fail: settle }),
  );
}

it("takes a download to a path of the user area, byte for byte", async () => {
  const filePath = "wxfile://usr/photo.jpg";
  const result = await download(filePath);
  expect(result).toMatchObject({ errMsg: "downloadFile:ok", filePath, statusCode: 200 });
  expect(result).not.toHaveProperty("tempFilePath");
  const sent = await new Promise<string>((resolve, reject) => {
    wx.uploadFile({
      url: `${serverUrl}/upload`,
      filePath,
      name: "file",
      success: ({ data }) => resolve(data),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    });
  });
  const picture = Buffer.from(await (await fetch(`${serverUrl}/1.jpg`)).arrayBuffer());
  const sha256 = createHash("sha256").update(picture).digest("hex");
  expect(JSON.parse(sent)).toMatchObject({ files: [{ filename: "photo.jpg", size: picture.length, sha256 }] });
});

it.each(["wxfile://tmp/photo.jpg", "wxfile://store/photo.jpg", "/photo.jpg", "wxfile://usr/../photo.jpg"])(
  "takes no download to %s",
  async (filePath) => {
    expect(await download(filePath)).toMatchObject({
      errMsg: `downloadFile:fail permission denied, open "${filePath}"`,
    });
  },
);

it("takes no download into a directory that is not there", async () => {
  expect(await download("wxfile://usr/none/photo.jpg")).toMatchObject({
    errMsg: expect.stringMatching(/^downloadFile:fail no such file or directory/),
  });
});
