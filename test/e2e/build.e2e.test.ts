import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, onTestFinished } from "vitest";
import type { MinihostConfig } from "../../src/tools/vite/index.ts";
import { createServerLog } from "../conformance/server-log.ts";
import { startClosedServer } from "../support/closed-server.ts";
import { copyGallery } from "../support/gallery.ts";
import { launchBrowser } from "../support/launch-browser.ts";
import { reachAll } from "../support/reach-all.ts";
import { RemoteWx } from "../support/remote-wx.ts";
import { serveBuild, type StaticSite } from "../support/static-site.ts";

const serverUrl = inject("serverUrl");
/** The same server by another name. */
const elsewhere = serverUrl.replace("127.0.0.1", "localhost");
const remote = fileURLToPath(new URL("../fixtures/apps/remote", import.meta.url));
const server = createServerLog(serverUrl);

let browser: Browser;

beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());
beforeEach(() => server.reset());

describe("the gallery as a static site below a path", () => {
  let site: StaticSite;
  beforeAll(async () => {
    const gallery = await copyGallery(serverUrl);
    site = await serveBuild(gallery.dir, "/apps/gallery/");
    await gallery.remove();
  });
  afterAll(() => site.close());

  /** Opens a page of the gallery on a phone. */
  async function open(title: string): Promise<{ page: Page; complaints: string[] }> {
    const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 375, height: 812 } });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(site.url);
    await page.getByText(title).click();
    await page.locator(".minihost-bar-title", { hasText: title }).waitFor();
    return { page, complaints };
  }

  it("uploads a chosen picture straight to its server, which has the same bytes", async () => {
    const bytes = Buffer.from(await (await fetch(`${serverUrl}/1.jpg`)).arrayBuffer());
    await server.reset();
    const { page, complaints } = await open("上传图片");
    await page.locator(".choose").click();
    const chooser = page.waitForEvent("filechooser");
    await page.getByText("从手机相册选择").click();
    await (await chooser).setFiles({ name: "照片.jpg", mimeType: "image/jpeg", buffer: bytes });
    await page.getByText("原图").click();
    await page.getByText("完成").click();
    await page.getByText("640 × 480").waitFor();
    await page.locator(".upload").click();
    await page.getByText(createHash("sha256").update(bytes).digest("hex")).waitFor();
    const [request] = await server.requests({ complete: 1 });
    expect(request?.headers).toMatchObject({ origin: new URL(site.url).origin });
    expect(complaints).toEqual([]);
    // All of it is files of the site; above all, nobody looks for a gateway.
    expect(site.answers.filter((answer) => !/^GET \/apps\/gallery\/\S* 200$/.test(answer))).toEqual([]);
  });

  it("reads a PDF and encodes a recording in Workers that have the policy of the page", async () => {
    const { page, complaints } = await open("打开文档");
    await page.locator(".open").click();
    await page.locator(".pdf-words", { hasText: "Downloads: 3,377" }).first().waitFor();
    await page.getByLabel("返回", { exact: true }).click();
    await page.locator("dialog").waitFor({ state: "detached" });
    await page.locator(".minihost-bar-back:visible").click();
    await page.getByText("录音", { exact: true }).click();
    await page.locator(".record").click();
    await page.getByText(/^允许$/).click();
    await page.locator(".clock", { hasText: "0:01" }).waitFor();
    await page.locator(".stop").click();
    await page.locator(".memo").waitFor();
    expect(complaints).toEqual([]);
  });
});

/** An app that shows and reads what is in its package. */
const PACKAGE_APP = {
  "app.js": "App({});\n",
  "app.json": JSON.stringify({ pages: ["pages/a/a"] }),
  "data/笔记.txt": "a note",
  "pages/a/a.js": `Page({
    onLoad() {
      const files = wx.getFileSystemManager();
      this.setData({ note: files.readFileSync("/data/笔记.txt", "utf8") });
      files.readFile({ filePath: "/data/gone.txt", fail: ({ errMsg }) => this.setData({ gone: errMsg }) });
      wx.getImageInfo({ src: "../../images/a b.jpg", success: ({ width }) => this.setData({ width }) });
    },
  });\n`,
  "pages/a/a.wxml": `<image class="picture" src="../../images/a b.jpg" />
    <view class="note">{{note}}</view><view class="gone">{{gone}}</view><view class="width">{{width}}</view>\n`,
};

it("shows and reads the files of the package below a path", async () => {
  const dir = await mkdtemp(join(tmpdir(), "minihost-package-"));
  onTestFinished(() => rm(dir, { recursive: true }));
  const picture = Buffer.from(await (await fetch(`${serverUrl}/1.jpg`)).arrayBuffer());
  for (const [path, content] of Object.entries({ ...PACKAGE_APP, "images/a b.jpg": picture })) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), content);
  }
  const site = await serveBuild(dir, "/deep/down/");
  onTestFinished(() => site.close());
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  await page.goto(site.url);
  await page.locator(".note", { hasText: /^a note$/ }).waitFor();
  await page.locator(".gone", { hasText: /^readFile:fail no such file/ }).waitFor();
  await page.locator(".width", { hasText: /^640$/ }).waitFor();
  const image = page.locator(".picture img");
  await image.waitFor();
  await image.evaluate((shown: HTMLImageElement) => shown.decode());
  expect(await image.evaluate((shown: HTMLImageElement) => shown.naturalWidth)).toBe(640);
});

/** Calls `wx.request` in the app, and resolves with what it completes with. */
type CallRequest = (options: object) => Promise<{ errMsg: string; statusCode?: number }>;

/** Builds the fixture app `remote` with this configuration and opens it below a path. */
async function openRemote(
  config: MinihostConfig,
): Promise<{ page: Page; site: StaticSite; request: CallRequest; lines: string[] }> {
  const site = await serveBuild(remote, "/deep/down/", config);
  onTestFinished(() => site.close());
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  const lines: string[] = [];
  page.on("console", (message) => lines.push(message.text()));
  await page.goto(site.url);
  await page.locator("wx-page").first().waitFor();
  const connected = await RemoteWx.connect({ page, frame: page.mainFrame(), close: () => page.close() });
  const wx = connected.proxy({ request: ["abort"] });
  return {
    page,
    site,
    lines,
    request: (options) => new Promise((complete) => wx["request"]?.({ ...options, complete })),
  };
}

it("tells an app without a gateway what browsers do not do, and looks for no gateway", async () => {
  const closed = await startClosedServer();
  onTestFinished(() => closed.close());
  const { site, request, lines } = await openRemote({});
  const header = { Cookie: "a=1", "X-Own": "2" };
  expect(await request({ url: `${serverUrl}/echo`, header })).toMatchObject({ statusCode: 200 });
  const [arrived] = await server.requests({ complete: 1 });
  expect(arrived?.headers).toMatchObject({ "x-own": "2" });
  expect(arrived?.headers).not.toHaveProperty("cookie");
  expect(lines).toContain('The browser does not let an app set the header "cookie"; it was left out.');

  expect(await request({ url: `${serverUrl}/echo`, redirect: "manual" })).toMatchObject({
    errMsg: "request:fail not supported",
  });
  expect(await request({ url: `${closed.url}/headers` })).toMatchObject({ errMsg: "request:fail net::ERR_FAILED" });
  expect(site.answers.filter((line) => !/^GET \/deep\/down\/\S* 200$/.test(line))).toEqual([]);
});

describe("the policy in the page of an app with lists", () => {
  const domains = { request: [serverUrl], socket: [serverUrl.replace("http", "ws")] };
  const urls = [serverUrl, elsewhere].flatMap((base) => [`${base}/echo`, `${base.replace("http", "ws")}/socket`]);

  it("keeps the page and every Worker that it starts from other servers, where the API is got round", async () => {
    const { page, request } = await openRemote({ urlCheck: true, domains });
    expect(await request({ url: `${serverUrl}/echo` })).toMatchObject({ statusCode: 200 });
    expect(await request({ url: `${elsewhere}/echo` })).toMatchObject({
      errMsg: "request:fail url not in domain list",
    });
    await server.reset();

    expect(await page.evaluate(reachAll, urls)).toEqual([true, true, false, false]);
    // One that has not begun with an app has all that the browser gives.
    const started = page.waitForEvent("worker");
    await page.evaluate(() => {
      const url = URL.createObjectURL(new Blob([], { type: "text/javascript" }));
      Object.assign(window, { spare: new Worker(url, { type: "module" }) });
    });
    expect(await (await started).evaluate(reachAll, urls)).toEqual([true, true, false, false]);
    const requests = await server.requests({ count: 4 });
    expect(requests.map(({ url }) => url).toSorted()).toEqual(["/echo", "/echo", "/socket", "/socket"]);
  });

  it("is that of the app's Worker, whose files run in no Worker without one", async () => {
    const { page, site } = await openRemote({ urlCheck: true, domains });
    expect(page.workers().map((worker) => worker.url())).toEqual([expect.stringMatching(/^blob:http/)]);
    const scripts = site.answers.flatMap((line) => /\S+\/worker\.js/.exec(line) ?? []);
    expect(scripts).toHaveLength(1);
    const message = await page.evaluate(
      (url) =>
        new Promise((resolve) => {
          new Worker(url ?? "", { type: "module" }).addEventListener("error", (event) => resolve(event.message));
        }),
      scripts[0],
    );
    expect(message).toContain("Only the page starts Workers");
  });

  it("lets no address of the local network through, and says what to name", async () => {
    const { request, lines } = await openRemote({ urlCheck: true, domains });
    expect(await request({ url: "http://192.168.255.255:9/" })).toMatchObject({
      errMsg: "request:fail net::ERR_FAILED",
    });
    await expect.poll(() => lines).toContainEqual(expect.stringContaining('add "http://192.168.255.255:9"'));
  });
});
