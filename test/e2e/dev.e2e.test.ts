import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { get } from "node:http";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import type { Browser, BrowserContextOptions, Frame, Locator, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { FrameMessage, SocketReport, Transfer } from "../../src/core/protocol/index.ts";
import { launchBrowser } from "../support/launch-browser.ts";

const MINIHOST = fileURLToPath(new URL("../../bin/minihost.js", import.meta.url));

/** A small app whose first page shows a text. */
const APP = {
  "project.config.json": JSON.stringify({ appid: "touristappid", setting: { urlCheck: false } }),
  "app.js": "App({});\n",
  "app.json": JSON.stringify({ pages: ["pages/index/index"] }),
  "pages/index/index.js": `Page({ data: { text: "first text" }, touch() { this.setData({ text: "touched" }) } });\n`,
  "pages/index/index.wxml": `<view class="text" bindtap="touch">{{text}}</view>\n`,
};

describe("minihost dev", () => {
  let browser: Browser;
  beforeAll(async () => void (browser = await launchBrowser()));
  afterAll(() => browser.close());

  it("prints one address, serves the app there and ends with code 0 on Ctrl-C", async () => {
    const app = await startDev(await makeProject(APP));
    const page = await openPage(browser, app.url);
    await frameText(page, "first text").click();
    await frameText(page, "touched").waitFor();
    await page.locator(".path", { hasText: "pages/index/index" }).waitFor();
    await page.close();
    expect(await app.stop()).toBe(0);
    expect(app.stdout().trim()).toBe(`minihost ${app.url}`);
    expect(app.stderr()).toBe("");
  });

  it("loads the app anew when a file changes", async () => {
    const dir = await makeProject(APP);
    const app = await startDev(dir);
    const page = await openPage(browser, app.url);
    await frameText(page, "first text").waitFor();
    await write(dir, { "pages/index/index.wxml": "<view>{{text}} and more</view>" });
    await frameText(page, "first text and more").waitFor();
    expect(await page.locator(".overlay").isVisible()).toBe(false);
  });

  it("shows every error over the page and once in the terminal, and goes on after the fix", async () => {
    const dir = await makeProject({
      ...APP,
      "pages/index/index.js": "Page({ data: { ] });\n",
      "pages/index/index.json": "{",
    });
    const app = await startDev(dir);
    const page = await openPage(browser, app.url);
    const overlay = page.locator(".overlay");
    await overlay.locator(".problem-place", { hasText: /pages\/index\/index\.js:1:\d+/ }).waitFor();
    await overlay.locator(".problem-place", { hasText: /pages\/index\/index\.json:\d+:\d+/ }).waitFor();
    expect(count(app.stderr(), /error pages\/index\/index\.js:1:\d+ /g)).toBe(1);
    expect(count(app.stderr(), /error pages\/index\/index\.json:\d+:\d+ /g)).toBe(1);
    expect(app.stderr()).toContain("> 1 | Page({ data: { ] });");
    expect(app.stderr()).not.toMatch(/^\s+at /m);

    await write(dir, { "pages/index/index.js": APP["pages/index/index.js"], "pages/index/index.json": "{}" });
    await frameText(page, "first text").waitFor();
    await overlay.waitFor({ state: "hidden" });
  });

  it("keeps the last good app below the errors of a change", async () => {
    const dir = await makeProject(APP);
    const app = await startDev(dir);
    const page = await openPage(browser, app.url);
    await frameText(page, "first text").click();
    await frameText(page, "touched").waitFor();
    await write(dir, { "pages/index/index.wxml": "<view>{{text" });
    await page.locator(".overlay .problem-error").first().waitFor();
    expect(await frameText(page, "touched").count()).toBe(1);
    await page.getByRole("button", { name: "Close" }).first().click();
    await page.locator(".overlay").waitFor({ state: "hidden" });
  });

  it("recovers when app.json or the file of a page comes back", async () => {
    const dir = await makeProject(APP);
    const app = await startDev(dir);
    const page = await openPage(browser, app.url);
    const overlay = page.locator(".overlay");
    await frameText(page, "first text").waitFor();

    await rm(join(dir, "app.json"));
    await overlay.locator(".problem", { hasText: "app.json" }).waitFor();
    await write(dir, { "app.json": JSON.stringify({ pages: ["pages/index/index", "pages/new/new"] }) });
    await overlay.locator(".problem", { hasText: "pages/new/new" }).first().waitFor();
    expect(app.stderr()).toContain("pages/new/new");
    await write(dir, { "pages/new/new.js": "Page({});\n", "pages/new/new.wxml": "<view>new</view>\n" });
    await overlay.waitFor({ state: "hidden" });
    await frameText(page, "first text").waitFor();
  });

  it("tells a warning once, in the terminal and in the console of the browser", async () => {
    const markup = (text: string): string => `<view wx:for-items="{{[1]}}">${text} {{item}}</view>`;
    const dir = await makeProject({ ...APP, "pages/index/index.wxml": markup("one") });
    const app = await startDev(dir);
    const page = await openPage(browser, "about:blank");
    const warnings: string[] = [];
    page.on("console", (message) => void (message.type() === "warning" && warnings.push(message.text())));
    await page.goto(app.url);
    await frameText(page, "one 1").waitFor();
    await write(dir, { "pages/index/index.wxml": markup("two") });
    await frameText(page, "two 1").waitFor();
    await app.stop();
    expect(count(app.stderr(), /warning pages\/index\/index\.wxml:1:\d+ /g)).toBe(1);
    expect(warnings.filter((text) => text.startsWith("pages/index/index.wxml:1:"))).toHaveLength(1);
  });

  it("serves assets and what it is made of, but no sources", async () => {
    const dir = await makeProject({ ...APP, "images/a.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>" });
    const { url } = await startDev(dir);
    expect(await rawGet(url, "/app/package/images/a.svg")).toMatchObject({ status: 200 });
    const sources = [
      "/app.json",
      "/pages/index/index.js",
      "/project.config.json",
      "/app/package/app.json",
      "/app/package/pages/index/index.js",
      "/app/package/../app.json",
      "/app/package/images/..%2f..%2fapp.json",
      "/app/package/%2e%2e/app.json",
      "/runtime/..%2f..%2fpackage.json",
      `/@fs${dir}/app.json`,
      `/@fs${dir}/app.json?raw`,
      `/@id/${dir}/app.json`,
      `/@vite/../app.json`,
    ];
    for (const path of sources) expect([path, (await rawGet(url, path)).status]).toEqual([path, 404]);
    expect((await rawGet(url, "/app/%")).status).toBe(400);
  });

  it("serves the Worker so that an app can't make code from text", async () => {
    const { url } = await startDev(await makeProject(APP));
    const policy = String((await rawGet(url, "/runtime/worker.js")).headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';");
    expect(policy).not.toContain("'unsafe-eval'");
  });
});

describe("mistakes on the command line", () => {
  it.each([
    [["dev", "/no/such/folder"], "error There is no folder /no/such/folder"],
    [["dev", tmpdir()], `error ${tmpdir()} is not a mini program`],
    [["dev", "--port", "high"], 'error "high" is no port'],
    [["dev", "--prot", "1"], "error Unknown option `--prot`"],
    [["backend", "--port"], "error option `--port <port>` value is missing"],
    [["develop"], 'error There is no command "develop"'],
    [["--fast"], "error Unknown option `--fast`"],
  ])("tells what is wrong with %j, and exits with code 1", async (args, message) => {
    const cli = startCli(args);
    expect(await cli.exited).toBe(1);
    expect(cli.stderr()).toContain(message);
    expect(cli.stderr()).not.toMatch(/^\s+at /m);
    expect(cli.stdout()).toBe("");
  });

  it.each(["dev", "backend"])("tells that the port of %s is taken, and how to choose another", async (command) => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const dir = await makeProject(APP);
    const cli = startCli(
      command === "dev" ? ["dev", dir, "--port", `${port}`] : ["backend", "--dir", dir, "--port", `${port}`],
    );
    expect(await cli.exited).toBe(1);
    expect(cli.stderr()).toContain(`error Port ${port} is taken`);
    expect(cli.stderr()).toMatch(/choose another/i);
    expect(cli.stderr()).not.toMatch(/^\s+at /m);
  });

  it("helps and tells its version", async () => {
    for (const [args, text] of [
      [["--help"], "dev [dir]"],
      [["dev", "--help"], "--port <port>"],
      [["build", "--help"], "--out <dir>"],
      [["--version"], "minihost/"],
    ] as const) {
      const cli = startCli([...args]);
      expect(await cli.exited).toBe(0);
      expect(cli.stdout()).toContain(text);
    }
  });
});

describe("minihost backend", () => {
  it("runs until Ctrl-C", async () => {
    const cli = startCli(["backend", "--port", "0", "--dir", await makeProject({})]);
    const url = await cli.url;
    expect((await fetch(new URL("/echo", url))).status).toBe(200);
    expect(await cli.stop()).toBe(0);
  });
});

describe("the simulator", () => {
  let browser: Browser;
  let app: Dev;
  const cleanups: Cleanup[] = [];
  beforeAll(async () => {
    const later = (cleanup: Cleanup): void => void cleanups.push(cleanup);
    browser = await launchBrowser();
    later(() => browser.close());
    app = await startDev(await makeProject(APP, later), later);
  });
  afterAll(() => Promise.all(cleanups.map((cleanup) => cleanup())));

  it("lists transfers, and shows each new state in the same row", async () => {
    const { page, tell } = await openShell(browser, app.url);
    await tell([transfer({ id: 1, state: "active", sentBytes: 512, totalSentBytes: 2048 })]);
    const row = page.locator(".transfer");
    await row.locator(".transfer-sent", { hasText: "↑ 512 B" }).waitFor();
    const first = await row.elementHandle();
    expect(
      await row
        .locator("progress")
        .first()
        .evaluate((bar: HTMLProgressElement) => bar.value),
    ).toBe(0.25);

    await tell([
      transfer({ id: 1, state: "success", statusCode: 200, sentBytes: 2048, totalSentBytes: 2048, endedMs: 250 }),
      transfer({ id: 2, method: "GET", url: "https://b.test/x", state: "fail", error: "request:fail timeout" }),
    ]);
    await row.nth(1).locator(".transfer-host", { hasText: "request:fail timeout" }).waitFor();
    expect(await row.first().locator(".transfer-status").textContent()).toBe("200");
    expect(await row.first().locator(".transfer-time").textContent()).toBe("250 ms");
    expect(await row.first().evaluate((node, before) => node === before, first)).toBe(true);
    expect(await row.nth(1).getAttribute("data-state")).toBe("fail");
  });

  it("shows headers and error of the row that was clicked, and clears", async () => {
    const { page, tell } = await openShell(browser, app.url);
    await tell([
      transfer({
        id: 1,
        state: "fail",
        requestHeaders: { "x-asked": "<b>1</b>" },
        responseHeaders: { "x-told": "2" },
        error: "uploadFile:fail abort",
      }),
    ]);
    await page.locator(".transfer").click();
    const details = page.locator(".details");
    await details.getByText("x-asked").waitFor();
    expect(await details.getByText("<b>1</b>").count()).toBe(1);
    expect(await details.getByText("x-told").count()).toBe(1);
    expect(await details.getByRole("alert").textContent()).toBe("uploadFile:fail abort");
    await page.getByRole("button", { name: "Clear" }).click();
    await details.waitFor({ state: "hidden" });
    expect(await page.locator(".transfer").count()).toBe(0);
    await page.getByText("appear here").waitFor();
  });

  it("lists connections among the transfers, with their messages", async () => {
    const { page, tell } = await openShell(browser, app.url);
    await tell([transfer({ id: 1 }), socket({ state: "connecting" })]);
    const row = page.locator(".transfer").nth(1);
    await row.locator(".transfer-status", { hasText: "…" }).waitFor();
    expect(await row.locator(".transfer-method").textContent()).toBe("WS");
    expect(await row.locator("progress:visible").count()).toBe(0);

    const sent = { direction: "sent", kind: "text", atMs: 0, sizeBytes: 5, preview: "<b>1</b>" } as const;
    const received = { direction: "received", kind: "bytes", atMs: 0, sizeBytes: 2048, preview: "" } as const;
    const open = { state: "open", sentMessages: 1, sentBytes: 5, responseHeaders: { "x-told": "2" } } as const;
    await tell([
      socket({ ...open, message: sent }),
      socket({ ...open, receivedMessages: 1, receivedBytes: 2048, message: received }),
    ]);
    await row.locator(".transfer-received", { hasText: "↓ 1 · 2.0 KB" }).waitFor();
    await row.click();
    const messages = page.locator(".details .message");
    await messages.nth(1).waitFor();
    expect(await page.locator(".details .message-preview").allTextContents()).toEqual(["Binary", "<b>1</b>"]);
    expect(await page.locator(".details .message-size").allTextContents()).toEqual(["2.0 KB", "5 B"]);
    expect(await page.locator(".details").getByText("x-told").count()).toBe(1);

    const error = "connectSocket:fail net::ERR_FAILED";
    await tell([socket({ ...open, state: "closed", endedMs: 10, close: { code: 1006, reason: "" }, error })]);
    await page.locator(".details").getByRole("alert").getByText(error).waitFor();
    expect(await row.getAttribute("data-state")).toBe("fail");
    expect(await row.locator(".transfer-status").textContent()).toBe("1006");
    expect(await messages.count()).toBe(2);
    expect(await page.locator(".panel-count").textContent()).toBe("2");
  });

  it("stays fast with long lists, and follows their end", async () => {
    const { page, tell } = await openShell(browser, app.url);
    await tell(Array.from({ length: 5000 }, (_, index) => transfer({ id: index, url: `https://a.test/n${index}` })));
    await page.locator(".transfer-name", { hasText: /^n4999$/ }).waitFor();
    expect(await page.locator(".transfer").count()).toBeLessThan(60);
    expect(await page.locator(".panel-count").textContent()).toBe("5000");
    await page.locator(".transfers").focus();
    await page.keyboard.press("Home");
    // The list stays there although more arrives.
    await tell([transfer({ id: 5000 })]);
    await page.locator('.transfer[aria-selected="true"] .transfer-name', { hasText: /^n0$/ }).waitFor();
    await page.locator(".panel-count", { hasText: "5001" }).waitFor();
    expect(await page.locator(".transfers").evaluate((list) => list.scrollTop)).toBe(0);
  });

  it("tells the app which looks were chosen, also after a reload", async () => {
    const { page, frame } = await openShell(browser, app.url);
    const told = (theme: string, theFrame: Frame): Promise<unknown> =>
      theFrame.waitForFunction((wanted) => window.told.at(-1)?.theme === wanted, theme);
    await told("system", frame);
    await page.getByRole("radio", { name: "Dark" }).check();
    await told("dark", frame);
    await page.reload();
    await told("dark", await fakeFrame(page));
    expect(await page.getByRole("radio", { name: "Dark" }).isChecked()).toBe(true);
  });

  it("shows errors of the app and the current page, and starts clean when it is loaded anew", async () => {
    const { page, tell } = await openShell(browser, app.url);
    await tell([
      { type: "app.route", path: "pages/a/a", query: "x=1" },
      { type: "app.error", message: "TypeError: a is not a function" },
      { type: "app.error", message: "TypeError: a is not a function" },
    ]);
    await page.locator(".path", { hasText: "pages/a/a?x=1" }).waitFor();
    await page.locator(".problem", { hasText: "× 2" }).getByText("TypeError: a is not a function").waitFor();
    await page.getByRole("button", { name: "Reload" }).click();
    await page.locator(".overlay").waitFor({ state: "hidden" });
    expect(await page.locator(".path").textContent()).toBe("");
  });

  it("listens to its own frame only", async () => {
    const { page, tell } = await openShell(browser, app.url);
    await tell([{ type: "app.route", path: "pages/a/a", query: "" }]);
    await page.locator(".path", { hasText: "pages/a/a" }).waitFor();
    const paths = await page.evaluateHandle(watchPath);
    await page.evaluate(() => {
      const { port1, port2 } = new MessageChannel();
      window.postMessage({ type: "minihost.frame" }, window.location.origin, [port2]);
      port1.postMessage({ type: "app.route", path: "pages/evil/evil", query: "" });
    });
    await tell([{ type: "app.route", path: "pages/b/b", query: "" }]);
    await page.locator(".path", { hasText: /^pages\/b\/b$/ }).waitFor();
    expect(await paths.jsonValue()).toEqual(["pages/b/b"]);
  });

  it("takes the size of the device that was chosen", async () => {
    const { page, frame } = await openShell(browser, app.url, { viewport: { width: 1400, height: 1000 } });
    await page.getByLabel("Device").selectOption("iPhone 5");
    expect(await frame.evaluate(() => [window.innerWidth, window.innerHeight])).toEqual([320, 548]);
  });

  it("is only the app on a small screen", async () => {
    const { page } = await openShell(browser, app.url, { viewport: { width: 390, height: 700 } });
    expect(await page.locator("iframe").boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 700 });
    expect(await page.locator(".toolbar").isVisible()).toBe(false);
  });

  it("speaks Chinese where the browser does", async () => {
    const { page } = await openShell(browser, app.url, { locale: "zh-CN" });
    expect(await page.getByRole("heading").first().textContent()).toBe("网络");
  });
});

/** What the fake frame of {@link openShell} keeps for the tests. */
declare global {
  interface Window {
    told: { type: string; theme: string }[];
    tell: (message: FrameMessage) => void;
  }
}

/** A frame that says what a test wants: the shell is tested without an app. */
const FAKE_FRAME = `<!doctype html><script>
  const { port1, port2 } = new MessageChannel();
  window.told = [];
  window.tell = (message) => port1.postMessage(message);
  port1.onmessage = ({ data }) => window.told.push(data);
  parent.postMessage({ type: "minihost.frame" }, location.origin, [port2]);
</script>`;

async function openShell(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; frame: Frame; tell: (messages: FrameMessage[]) => Promise<void> }> {
  const context = await browser.newContext(options);
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.route("**/app/", (route) => route.fulfill({ contentType: "text/html", body: FAKE_FRAME }));
  await page.goto(url);
  const frame = await fakeFrame(page);
  const tell = (messages: FrameMessage[]): Promise<void> =>
    frame.evaluate((list) => {
      for (const message of list) window.tell(message);
    }, messages);
  return { page, frame, tell };
}

/** The fake frame, once the shell has told it something. */
async function fakeFrame(page: Page): Promise<Frame> {
  const element = await page.waitForSelector("iframe[src]");
  const frame = await element.contentFrame();
  if (frame === null) throw new Error("The iframe has no frame");
  await frame.waitForFunction(() => (window.told?.length ?? 0) > 0);
  return frame;
}

/** A list that grows by each path that the shell shows. Runs in the page. */
function watchPath(): string[] {
  const paths: string[] = [];
  const output = document.querySelector(".path") ?? document.body;
  new MutationObserver(() => void paths.push(output.textContent ?? "")).observe(output, { childList: true });
  return paths;
}

function transfer(state: Partial<Transfer> & { id: number }): FrameMessage {
  const whole: Transfer = {
    api: "uploadFile",
    method: "POST",
    url: "https://a.test/upload",
    state: "success",
    startedMs: 0,
    endedMs: state.state === "active" ? undefined : 0,
    requestHeaders: {},
    sentBytes: 0,
    totalSentBytes: 0,
    receivedBytes: 0,
    totalReceivedBytes: 0,
    ...state,
  };
  return { type: "network.transfer", transfer: whole };
}

function socket(state: Partial<SocketReport>): FrameMessage {
  const whole: SocketReport = {
    id: 1,
    api: "connectSocket",
    url: "wss://a.test/socket",
    state: "open",
    startedMs: 0,
    requestHeaders: {},
    sentMessages: 0,
    sentBytes: 0,
    receivedMessages: 0,
    receivedBytes: 0,
    ...state,
  };
  return { type: "network.socket", socket: whole };
}

async function openPage(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  await page.goto(url);
  return page;
}

/** An element of the app with this text. */
function frameText(page: Page, text: string): Locator {
  return page.frameLocator("iframe").getByText(text, { exact: true });
}

/** Ends something that a test began. */
type Cleanup = () => Promise<void>;

/** Takes what is to be done at the end of a test, or of all. */
type AtEnd = (cleanup: Cleanup) => void;

/** A folder with these files, which is removed after the test. */
async function makeProject(files: Record<string, string>, atEnd: AtEnd = onTestFinished): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "minihost-dev-"));
  atEnd(() => rm(dir, { recursive: true, force: true }));
  await write(dir, files);
  return dir;
}

async function write(dir: string, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
}

/** A run of the command line. */
interface Cli {
  stdout(): string;
  stderr(): string;
  /** The exit code. */
  exited: Promise<number>;
  /** The address that it printed. */
  url: Promise<string>;
  /** Presses Ctrl-C, and resolves to the exit code. */
  stop(): Promise<number>;
}

function startCli(args: string[], atEnd: AtEnd = onTestFinished): Cli {
  const child: ChildProcess = spawn(process.execPath, [MINIHOST, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const output = { stdout: "", stderr: "" };
  child.stdout?.setEncoding("utf8").on("data", (text: string) => void (output.stdout += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => void (output.stderr += text));
  const exited = once(child, "close").then(([code]) => Number(code ?? -1));
  const url = new Promise<string>((resolve, reject) => {
    child.stdout?.on("data", () => {
      const found = /http:\/\/\S+/.exec(stripVTControlCharacters(output.stdout));
      if (found !== null) resolve(found[0]);
    });
    void exited.then((code) => reject(new Error(`minihost ${args.join(" ")} ended with ${code}: ${output.stderr}`)));
  });
  url.catch(() => undefined);
  const stop = (): Promise<number> => {
    child.kill("SIGINT");
    return exited;
  };
  atEnd(async () => void (await stop()));
  return {
    stdout: () => stripVTControlCharacters(output.stdout),
    stderr: () => stripVTControlCharacters(output.stderr),
    exited,
    url,
    stop,
  };
}

/** A run of `minihost dev` that serves. */
type Dev = Omit<Cli, "url"> & { url: string };

async function startDev(dir: string, atEnd: AtEnd = onTestFinished): Promise<Dev> {
  const cli = startCli(["dev", dir, "--port", "0"], atEnd);
  return { ...cli, url: await cli.url };
}

/** Asks for a path as it is: `fetch` would tidy it up. */
async function rawGet(url: string, path: string): Promise<{ status: number; headers: Record<string, unknown> }> {
  const { hostname, port } = new URL(url);
  const request = get({ hostname, port, path });
  const [response] = await once(request, "response");
  response.resume();
  return { status: response.statusCode, headers: response.headers };
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}
