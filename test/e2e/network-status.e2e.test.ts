import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it, onTestFinished } from "vitest";
import type { SocketTask, Wx } from "../../src/core/api/index.ts";
import { recordCallbacks } from "../../src/testing/index.ts";
import { createServerLog } from "../conformance/server-log.ts";
import { openApp, startDev, type DevSession, type OpenApp } from "../support/dev-session.ts";
import { launchBrowser } from "../support/launch-browser.ts";
import { setVisible } from "../support/page-visibility.ts";
import { RemoteWx } from "../support/remote-wx.ts";

const project = fileURLToPath(new URL("../fixtures/apps/remote", import.meta.url));
const TASKS = {
  request: ["abort"],
  uploadFile: ["abort"],
  connectSocket: ["send", "close", "onOpen", "onMessage", "onError", "onClose"],
};
const serverUrl = inject("serverUrl");
const server = createServerLog(serverUrl);

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
  await server.reset();
  app = await openApp(browser, session.url);
  wx = (await RemoteWx.connect(app)).proxy(TASKS) as unknown as Wx;
});
afterEach(async () => {
  await server.release();
  await app.close();
});

it("tells an app in Chromium when the network goes and comes back", async () => {
  const statuses: object[] = [];
  let look = (): void => {};
  const heard = (count: number): Promise<void> =>
    new Promise((resolve) => {
      look = () => {
        if (statuses.length >= count) resolve();
      };
      look();
    });
  wx.onNetworkStatusChange((status) => {
    statuses.push(status);
    look();
  });
  const { networkType } = await wx.getNetworkType();
  expect(networkType).not.toBe("none");
  await app.page.context().setOffline(true);
  await heard(1);
  expect(await wx.getNetworkType()).toEqual({ networkType: "none", errMsg: "getNetworkType:ok" });
  await app.page.context().setOffline(false);
  await heard(2);
  expect(statuses).toEqual([
    { isConnected: false, networkType: "none" },
    { isConnected: true, networkType },
  ]);
  expect(await wx.getNetworkType()).toMatchObject({ networkType });
});

describe("an app in Chromium whose person goes to another tab", () => {
  /** Lets the app choose a picture, and resolves with its path. */
  async function choosePicture(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "minihost-e2e-"));
    // The browser reads it when it is sent.
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, "a.png");
    await writeFile(file, "no picture");
    // A dialog for files opens only soon after a real click.
    await app.frame.locator(".commands").click();
    const [, { tempFilePaths }] = await Promise.all([
      app.page.waitForEvent("filechooser").then((chooser) => chooser.setFiles(file)),
      wx.chooseImage({ count: 1, sizeType: ["original"], sourceType: ["album"] }),
    ]);
    return tempFilePaths[0] ?? "";
  }

  /** Opens a connection, and resolves with its end once that has come. */
  async function openSocket(): Promise<{ task: SocketTask; closed: Promise<unknown> }> {
    const task = wx.connectSocket({ url: `${serverUrl.replace("http", "ws")}/socket`, success() {} });
    const closed = new Promise((resolve) => task.onClose(resolve));
    await new Promise<void>((resolve) => task.onOpen(() => resolve()));
    return { task, closed };
  }

  it("has its uploads and sockets interrupted after five seconds, and the server sees them break", async () => {
    const filePath = await choosePicture();
    const uploading = recordCallbacks();
    wx.uploadFile({ url: `${serverUrl}/upload?hold=1`, filePath, name: "file", ...uploading });
    const { closed } = await openSocket();
    await server.requests({ open: 2 });
    const startMs = performance.now();
    await setVisible(app.frame, false);
    expect(await uploading.completed).toEqual({ errMsg: "uploadFile:fail interrupted", errno: 600003 });
    expect(performance.now() - startMs).toBeGreaterThan(4900);
    expect(await closed).toEqual({ code: 1006, reason: "interrupted" });
    await server.requests({ broken: 1 });
    await server.idle();
  });

  it("sends nothing until the person comes back", async () => {
    const url = `${serverUrl}/echo`;
    await setVisible(app.frame, false);
    const refused = recordCallbacks();
    wx.request({ url, ...refused });
    expect(await refused.completed).toEqual({ errMsg: "request:fail interrupted", errno: 600003 });
    await setVisible(app.frame, true);
    const sent = recordCallbacks();
    wx.request({ url, ...sent });
    expect(await sent.completed).toMatchObject({ errMsg: "request:ok", statusCode: 200 });
    expect(await server.requests()).toHaveLength(1);
  });
});
