import { once } from "node:events";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type {
  DownloadFileResult,
  SocketTask,
  Task,
  UploadEvents,
  UploadFileResult,
  Wx,
} from "../../src/core/api/index.ts";
import { FILE_BYTES, fileDigest, startClosedServer, type ClosedServer } from "../support/closed-server.ts";
import { openApp, startDev, type DevSession } from "../support/dev-session.ts";
import { launchBrowser } from "../support/launch-browser.ts";
import { RemoteWx } from "../support/remote-wx.ts";

const fixture = fileURLToPath(new URL("../fixtures/apps/remote", import.meta.url));
const HTTP_TASK = ["abort", "onHeadersReceived", "onProgressUpdate"];
const SOCKET_TASK = ["send", "close", "onOpen", "onMessage", "onError", "onClose"];

let server: ClosedServer;
let session: DevSession;
let browser: Browser;
let dir: string;

beforeAll(async () => {
  [server, browser, dir] = await Promise.all([
    startClosedServer(),
    launchBrowser(),
    mkdtemp(join(tmpdir(), "minihost-gateway-")),
  ]);
  await cp(fixture, dir, { recursive: true });
  const names = [server.url, server.url.replace("http", "ws")];
  const config = { urlCheck: false, domains: { request: [names[0]], socket: [names[1]] } };
  await writeFile(join(dir, "minihost.config.mjs"), `export default ${JSON.stringify(config)};\n`);
  session = await startDev(dir);
});
afterAll(async () => {
  await browser.close();
  await session.close();
  await server.close();
  await rm(dir, { recursive: true });
});

/** Opens the app, and gives its `wx` and what its console said. */
async function open(url = session.url): Promise<{ wx: Wx; console: string[] }> {
  const opened = await openApp(browser, url);
  onTestFinished(() => opened.close());
  const lines: string[] = [];
  opened.page.on("console", (message) => lines.push(message.text()));
  const remote = await RemoteWx.connect(opened);
  const tasks = { request: HTTP_TASK, downloadFile: HTTP_TASK, uploadFile: HTTP_TASK, connectSocket: SOCKET_TASK };
  return { wx: remote.proxy(tasks) as unknown as Wx, console: lines };
}

/** Calls an API that has a task, and resolves with its result, which must be a success. */
function result<Result>(call: (callbacks: object) => unknown): Promise<Result> {
  return new Promise((resolve, reject) => {
    call({ success: resolve, fail: ({ errMsg }: { errMsg: string }) => reject(new Error(errMsg)) });
  });
}

describe("an app in Chromium and a server that allows no page anything", () => {
  it("send and read what browsers keep to themselves", async () => {
    const { wx } = await open();
    const header = { Cookie: "a=1", "User-Agent": "mini" };
    const answer = await result<{ data: object; cookies: string[]; header: object }>((callbacks) =>
      wx.request({ url: `${server.url}/headers`, header, ...callbacks }),
    );
    expect(answer.data).toMatchObject({
      cookie: "a=1",
      "user-agent": "mini",
      referer: "https://servicewechat.com/touristappid/0/page-frame.html",
    });
    expect(answer.data).not.toHaveProperty("origin");
    expect(answer.cookies).toEqual(["session=1; HttpOnly", "b=2"]);
  });

  it("exchange a file of 10 MB, with progress that rises to 100", async () => {
    const { wx } = await open();
    const { tempFilePath } = await result<DownloadFileResult>((callbacks) =>
      wx.downloadFile({ url: `${server.url}/file`, ...callbacks }),
    );
    const updates: UploadEvents["progressUpdate"][] = [];
    const { data } = await result<UploadFileResult>((callbacks) => {
      const options = { url: `${server.url}/digest`, filePath: tempFilePath, name: "file" };
      const task: Task<UploadEvents> = wx.uploadFile({ ...options, ...callbacks });
      task.onProgressUpdate((update) => updates.push(update));
    });
    expect(JSON.parse(data)).toEqual({ size: FILE_BYTES, sha256: fileDigest() });
    const sent = updates.map(({ totalBytesSent }) => totalBytesSent);
    expect(sent.every((count, index) => count > (sent[index - 1] ?? 0))).toBe(true);
    expect(updates.at(-1)).toMatchObject({ progress: 100 });
  });

  it("open a socket with headers", async () => {
    const { wx } = await open();
    const messages: unknown[] = [];
    await new Promise<void>((resolve, reject) => {
      const url = server.url.replace("http", "ws");
      const task: SocketTask = wx.connectSocket({ url, header: { Cookie: "a=1" }, success() {} });
      task.onError(({ errMsg }) => reject(new Error(errMsg)));
      task.onMessage(({ data }) => {
        messages.push(data);
        if (messages.length === 2) resolve();
        else task.send({ data: "猫" });
      });
    });
    expect(JSON.parse(String(messages[0]))).toMatchObject({ cookie: "a=1" });
    expect(messages[1]).toBe("猫");
  });

  it("are told in the console what to name, where it is not named", async () => {
    const other = await startClosedServer();
    onTestFinished(() => other.close());
    const { wx, console: lines } = await open();
    const failing = result((callbacks) => wx.request({ url: `${other.url}/headers`, ...callbacks }));
    await expect(failing).rejects.toThrow("request:fail net::ERR_");
    expect(lines.join("\n")).toContain(`domains: { request: ["${other.url}"] }`);
  });

  it("stay apart where the app tries to speak to the gateway itself, or to read what opens it", async () => {
    const { wx } = await open();
    const bundle = new URL("/app/bundle.json", session.url).href;
    const answer = await result<{ data: object }>((callbacks) => {
      wx.request({ url: bundle, header: { "x-minihost-gateway": "access" }, ...callbacks });
    });
    expect(answer.data).toHaveProperty("manifest");
    expect(answer.data).not.toHaveProperty("gateway");
  });
});

it("reaches what the lists name, where they are checked, and nothing else", async () => {
  const checked = await mkdtemp(join(tmpdir(), "minihost-gateway-checked-"));
  await cp(dir, checked, { recursive: true });
  const socketUrl = server.url.replace("http", "ws");
  const config = { urlCheck: true, domains: { request: [server.url], socket: [socketUrl] } };
  await writeFile(join(checked, "minihost.config.mjs"), `export default ${JSON.stringify(config)};\n`);
  const strict = await startDev(checked);
  onTestFinished(async () => {
    await strict.close();
    await rm(checked, { recursive: true });
  });
  const { wx } = await open(strict.url);
  const header = { Cookie: "a=1" };
  const answer = await result<{ data: object }>((callbacks) => {
    wx.request({ url: `${server.url}/headers`, header, ...callbacks });
  });
  expect(answer.data).toMatchObject({ cookie: "a=1" });
  await new Promise<void>((resolve, reject) => {
    const task = wx.connectSocket({ url: socketUrl, header, success() {} });
    task.onError(({ errMsg }) => reject(new Error(errMsg)));
    task.onOpen(() => resolve());
  });
  const refused = result((callbacks) => wx.downloadFile({ url: `${server.url}/file`, ...callbacks }));
  await expect(refused).rejects.toThrow("downloadFile:fail url not in domain list");
});

it("serves no page of another origin", async () => {
  const before = server.requestCount();
  const elsewhere = createServer((_request, response) => {
    response.setHeader("Content-Type", "text/html").end("<!doctype html><title>elsewhere</title>");
  });
  elsewhere.listen(0, "127.0.0.1");
  await once(elsewhere, "listening");
  onTestFinished(() => void elsewhere.close());
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  await page.goto(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`);

  const outcome = await page.evaluate(
    async ({ dev, target }) => {
      const gateway = new URL("/gateway", dev).href;
      const order = JSON.stringify({ list: "request", url: target, method: "GET", headers: {} });
      const headers = { "x-minihost-gateway": order, "x-minihost-token": "x" };
      const attempt = (url: string, init?: RequestInit): Promise<string> =>
        fetch(url, init).then(
          (response) => `${response.type} ${response.status}`,
          () => "refused",
        );
      const socket = await new Promise<string>((resolve) => {
        const websocket = new WebSocket(gateway.replace("http", "ws"), ["minihost-gateway", "x"]);
        websocket.onopen = () => resolve("open");
        websocket.onclose = () => resolve("refused");
      });
      return {
        asked: await attempt(gateway, { method: "POST", headers }),
        blind: await attempt(gateway, { method: "POST", mode: "no-cors" }),
        bundle: await attempt(new URL("/app/bundle.json", dev).href),
        socket,
      };
    },
    { dev: session.url, target: server.url },
  );
  expect(outcome).toEqual({ asked: "refused", blind: "opaque 0", bundle: "refused", socket: "refused" });
  expect(server.requestCount()).toBe(before);
});

it("is off, with one line about it, where the dev server is open to other machines", async () => {
  const open = await startDev(dir, ["--host", "0.0.0.0"]);
  onTestFinished(open.close);
  expect(open.output.filter((line) => line.includes("gateway"))).toEqual([
    expect.stringContaining("The gateway is off: it serves only its own machine. Without --host, it is on."),
  ]);
  const headers = { "x-minihost-gateway": "access" };
  const bundle = (await (await fetch(new URL("/app/bundle.json", open.url), { headers })).json()) as object;
  expect(bundle).toHaveProperty("manifest");
  expect(bundle).not.toHaveProperty("gateway");
  expect((await fetch(new URL("/gateway", open.url), { method: "POST" })).status).toBe(405);
});
