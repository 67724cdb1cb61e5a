import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { Wx } from "../../src/core/api/index.ts";
import type { MinihostConfig } from "../../src/tools/vite/index.ts";
import { createServerLog } from "../conformance/server-log.ts";
import { openApp, startDev, type DevSession, type OpenApp } from "../support/dev-session.ts";
import { launchBrowser } from "../support/launch-browser.ts";
import { RemoteWx } from "../support/remote-wx.ts";

const fixture = fileURLToPath(new URL("../fixtures/apps/remote", import.meta.url));
const TASK = ["abort"];
const TASKS = { request: TASK, downloadFile: TASK, uploadFile: TASK, connectSocket: ["onError", "onClose"] };
const serverUrl = inject("serverUrl");
/** One server by two names: the first is in no list, so the browser asks it itself; the gateway carries what is for the second. */
const unnamed = inject("tlsUrl");
const named = unnamed.replace("127.0.0.1", "localhost");
const server = createServerLog(serverUrl);

let dir: string;
let session: DevSession;
let browser: Browser;
let opened: OpenApp;
let wx: Wx;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "minihost-tls-"));
  await cp(fixture, dir, { recursive: true });
  const config: MinihostConfig = {
    urlCheck: false,
    domains: { request: [named], socket: ["wss://localhost"] },
  };
  await writeFile(join(dir, "minihost.config.mjs"), `export default ${JSON.stringify(config)};\n`);
  [session, browser] = await Promise.all([startDev(dir), launchBrowser()]);
  opened = await openApp(browser, session.url);
  const remote = await RemoteWx.connect(opened);
  wx = remote.proxy(TASKS) as unknown as Wx;
});
afterAll(async () => {
  await opened.close();
  await browser.close();
  await session.close();
  await rm(dir, { recursive: true });
});

/** Makes a local file and resolves with its path. */
function createFile(): Promise<string> {
  return new Promise((resolve, reject) => {
    wx.downloadFile({
      url: `${serverUrl}/1.jpg`,
      success: ({ tempFilePath }) => resolve(tempFilePath),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    });
  });
}

describe.each([
  ["that the browser asks itself, which tells pages no causes", unnamed, "net::ERR_FAILED"],
  ["that the gateway asks", named, "net::ERR_CERT_AUTHORITY_INVALID"],
])("a server whose certificate nobody trusts, %s", (_who, url, cause) => {
  it.each(["request", "uploadFile", "downloadFile"] as const)("is sent nothing by wx.%s, which fails", async (api) => {
    const upload = api === "uploadFile" ? { filePath: await createFile(), name: "file" } : {};
    await server.reset();
    const failure = await new Promise((resolve, reject) => {
      Reflect.apply(wx[api], undefined, [{ url: `${url}/secret`, ...upload, success: reject, fail: resolve }]);
    });
    expect(failure).toEqual({ errMsg: `${api}:fail ${cause}`, errno: 600001 });
    expect(await server.requests()).toEqual([]);
  });

  it("is sent nothing by wx.connectSocket, which tells of an error, then of close", async () => {
    await server.reset();
    const heard: unknown[] = [];
    await new Promise<void>((resolve) => {
      const task = wx.connectSocket({ url: `${url.replace("https", "wss")}/secret`, success() {} });
      task.onError((error) => heard.push(error));
      task.onClose((end) => {
        heard.push(end);
        resolve();
      });
    });
    expect(heard).toEqual([
      { errMsg: `connectSocket:fail ${cause}`, errno: 605103 },
      { code: 1006, reason: "" },
    ]);
    expect(await server.requests()).toEqual([]);
  });
});
