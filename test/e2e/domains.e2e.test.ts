import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Browser, FrameLocator, Page } from "playwright";
import { afterAll, beforeAll, expect, inject, it, onTestFinished } from "vitest";
import type { MinihostConfig } from "../../src/tools/vite/index.ts";
import { createServerLog } from "../conformance/server-log.ts";
import { startDev } from "../support/dev-session.ts";
import { launchBrowser } from "../support/launch-browser.ts";
import { reachAll } from "../support/reach-all.ts";

const serverUrl = inject("serverUrl");
const socketUrl = serverUrl.replace("http", "ws");
/** The same server by another name, which no list has. */
const elsewhere = serverUrl.replace("127.0.0.1", "localhost");
const server = createServerLog(serverUrl);
const LISTED: MinihostConfig = {
  domains: { request: [serverUrl], socket: [socketUrl], uploadFile: [serverUrl], downloadFile: [serverUrl] },
  // What the browser does by itself is the matter here.
  gateway: { direct: [serverUrl, socketUrl] },
};
const REDIRECT = `/made?status=307&header=${encodeURIComponent(`location:${elsewhere}/echo`)}`;

/** An app that reaches for servers as soon as it starts, and shows how each call ended. */
const APP = {
  "project.config.json": JSON.stringify({ appid: "touristappid", setting: { urlCheck: true } }),
  "app.js": "App({});\n",
  "app.json": JSON.stringify({ pages: ["pages/index/index"] }),
  "note.txt": "a note",
  "pages/index/index.js": `Page({
    data: { results: {} },
    onLoad() {
      const show = (name) => ({ errMsg, errno }) => this.setData({ ["results." + name]: errMsg + " " + errno });
      wx.request({ url: "${serverUrl}/echo", complete: show("request") });
      wx.uploadFile({ url: "${serverUrl}/upload", filePath: "/note.txt", name: "file", complete: show("uploadFile") });
      wx.downloadFile({ url: "${serverUrl}/1.jpg", complete: show("downloadFile") });
      const task = wx.connectSocket({ url: "${socketUrl}/socket", fail: show("connectSocket") });
      task.onOpen(() => task.close());
      task.onClose(({ code }) => show("connectSocket")({ errMsg: "closed", errno: code }));
    },
    reachBeyond() {
      const show = (name) => ({ errMsg, errno }) => this.setData({ ["results." + name]: errMsg + " " + errno });
      wx.request({ url: "${serverUrl}${REDIRECT}", complete: show("redirect") });
      wx.request({ url: "http://192.168.255.255:9/", complete: show("lan") });
    },
  });\n`,
  "pages/index/index.wxml": `<view class="beyond" bindtap="reachBeyond">beyond</view>
    <view wx:for="{{results}}" class="{{index}}">{{item}}</view>\n`,
};

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

/** Starts an app with this configuration and shows it. */
async function open(config?: MinihostConfig): Promise<OpenedApp> {
  const dir = await mkdtemp(join(tmpdir(), "minihost-domains-"));
  onTestFinished(() => rm(dir, { recursive: true }));
  await write(dir, APP);
  if (config !== undefined) await configure(dir, config);
  await server.reset();
  const session = await startDev(dir);
  onTestFinished(session.close);
  const consoleTexts: string[] = [];
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.on("console", (message) => void consoleTexts.push(message.text()));
  await page.goto(session.url);
  return { dir, url: session.url, page, app: page.frameLocator("iframe"), consoleTexts };
}

interface OpenedApp {
  dir: string;
  url: string;
  page: Page;
  app: FrameLocator;
  consoleTexts: string[];
}

async function write(dir: string, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
}

const configure = (dir: string, config: unknown): Promise<void> =>
  write(dir, {
    "minihost.config.ts": `import { defineConfig } from "minihost/vite";
      export default defineConfig(${JSON.stringify(config)});\n`,
  });

const LISTS = { request: serverUrl, uploadFile: serverUrl, downloadFile: serverUrl, socket: socketUrl };
const FOUR = ["request", "uploadFile", "downloadFile", "connectSocket"];

async function expectRefused(app: FrameLocator): Promise<void> {
  for (const api of FOUR) {
    await app.locator(`.${api}`, { hasText: `${api}:fail url not in domain list 600002` }).waitFor();
  }
}

async function expectReached(app: FrameLocator): Promise<void> {
  for (const api of FOUR.slice(0, 3)) await app.locator(`.${api}`, { hasText: `${api}:ok` }).waitFor();
  await app.locator(".connectSocket", { hasText: "closed 1000" }).waitFor();
}

it("holds an app to its lists, and follows a change of minihost.config.ts", async () => {
  const { dir, page, app, consoleTexts } = await open();
  await expectRefused(app);
  for (const [list, entry] of Object.entries(LISTS)) {
    expect(consoleTexts.filter((text) => text.includes(`domains: { ${list}: ["${entry}"] }`))).toHaveLength(1);
  }
  expect(await server.requests()).toEqual([]);

  await configure(dir, LISTED);
  await expectReached(app);
  expect((await server.requests({ complete: 4 })).map(({ url }) => url).toSorted()).toEqual([
    "/1.jpg",
    "/echo",
    "/socket",
    "/upload",
  ]);

  await configure(dir, { domains: { request: [`${serverUrl}/v1`] } });
  await page.locator(".overlay", { hasText: `write "${serverUrl}"` }).waitFor();
  expect(await page.locator(".overlay").textContent()).toContain("minihost.config.ts");

  await configure(dir, { urlCheck: true });
  await expectRefused(app);
  await configure(dir, { urlCheck: false });
  await expectReached(app);
});

it("lets no redirect and no address of the local network out, and says why", async () => {
  const { app, consoleTexts } = await open(LISTED);
  await expectReached(app);
  await server.reset();
  await app.locator(".beyond").click();
  await app.locator(".redirect", { hasText: "request:fail net::ERR_FAILED 600001" }).waitFor();
  await app.locator(".lan", { hasText: "request:fail net::ERR_FAILED 600001" }).waitFor();
  expect((await server.requests({ complete: 1 })).map(({ url }) => url)).toEqual([REDIRECT]);
  const hints = consoleTexts.filter((text) => text.includes("the lists of minihost.config.ts"));
  expect(hints.toSorted()).toEqual([
    expect.stringContaining(`A redirect of ${serverUrl} was not followed`),
    expect.stringContaining('add "http://192.168.255.255:9"'),
  ]);
});

it("is enforced by the browser where the API is got round", async () => {
  const { page, app, url } = await open(LISTED);
  await expectReached(app);
  await server.reset();
  // A Worker that has not begun with an app has all that the browser gives, under the policy of the app's.
  const started = page.waitForEvent("worker");
  const frame = page.frames().find((candidate) => candidate !== page.mainFrame());
  await frame?.evaluate(
    (address) => void Object.assign(window, { spare: new Worker(address, { type: "module" }) }),
    new URL("/runtime/worker.js", url).href,
  );
  const worker = await started;
  const urls = [serverUrl, elsewhere].flatMap((base) => [`${base}/echo`, `${base.replace("http", "ws")}/socket`]);
  expect(await worker.evaluate(reachAll, urls)).toEqual([true, true, false, false]);
  const requests = await server.requests({ count: 2 });
  expect(requests.map(({ url: path }) => path).toSorted()).toEqual(["/echo", "/socket"]);
});
