import { fileURLToPath } from "node:url";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { Task, UploadEvents, UploadFileResult, Wx } from "../../src/core/api/index.ts";
import { createServerLog } from "../conformance/server-log.ts";
import { startGuideGateway } from "../support/guide-gateway.ts";
import { launchBrowser } from "../support/launch-browser.ts";
import { RemoteWx } from "../support/remote-wx.ts";
import { findPort, missingNginx, startNginx, startPlainProxy, type StartProxy } from "../support/reverse-proxies.ts";
import { serveBuild, type StaticSite } from "../support/static-site.ts";

const fixture = fileURLToPath(new URL("../fixtures/apps/remote", import.meta.url));
const serverUrl = inject("serverUrl");
const server = createServerLog(serverUrl);
const TOKEN = "a-token-of-a-production-gateway";
const MEBIBYTE = 1024 * 1024;
const TASKS = {
  request: ["abort", "onHeadersReceived", "onChunkReceived"],
  downloadFile: ["abort"],
  uploadFile: ["abort", "onProgressUpdate"],
  connectSocket: ["send", "close", "onOpen", "onMessage", "onError", "onClose"],
};

let browser: Browser;
let site: StaticSite;

beforeAll(async () => {
  const config = {
    urlCheck: false,
    domains: { request: [serverUrl], socket: [serverUrl.replace("http", "ws")] },
    gateway: { url: "/gateway", token: TOKEN },
  };
  [browser, site] = await Promise.all([launchBrowser(), serveBuild(fixture, "/shop/", config)]);
});
afterAll(async () => {
  await site.close();
  await browser.close();
});

/** Calls an API that has a task, and resolves with its result, which must be a success. */
function result<Result>(call: (callbacks: object) => unknown): Promise<Result> {
  return new Promise((resolve, reject) => {
    call({ success: resolve, fail: ({ errMsg }: { errMsg: string }) => reject(new Error(errMsg)) });
  });
}

const noNginx = missingNginx();

describe("the guide's gateway behind a plain reverse proxy", () => productionSuite(startPlainProxy));

describe.skipIf(noNginx)(`the guide's gateway behind nginx as the guide configures it${noNginx ?? ""}`, () =>
  productionSuite(startNginx),
);

/** What an app in Chromium does through a gateway in production. */
function productionSuite(start: StartProxy): void {
  const stops: (() => Promise<unknown>)[] = [];
  let wx: Wx;

  beforeAll(async () => {
    const port = await findPort();
    const origin = `http://127.0.0.1:${port}`;
    const gateway = await startGuideGateway({ origin, token: TOKEN, serverUrl });
    stops.push(async () => expect(await gateway.stop()).toBe(0));
    const proxy = await start(port, { site: site.port, gateway: gateway.port });
    stops.push(proxy.close);
    const page = await browser.newPage();
    const close = (): Promise<void> => page.close();
    stops.push(close);
    await page.goto(`${origin}/shop/`);
    await page.locator("wx-page").first().waitFor();
    wx = (await RemoteWx.connect({ page, frame: page.mainFrame(), close })).proxy(TASKS) as unknown as Wx;
  });
  afterAll(async () => {
    for (const stop of stops.toReversed()) await stop();
  });

  it("carries what browsers do not send, and every cookie back", async () => {
    await server.reset();
    const url = `${serverUrl}/made?text=x&header=Set-Cookie:a%3D1&header=Set-Cookie:b%3D2`;
    const header = { Cookie: "c=3", "X-Long": "x".repeat(8000) };
    const answer = await result<{ cookies: string[] }>((callbacks) => wx.request({ url, header, ...callbacks }));
    expect(answer.cookies).toEqual(["a=1", "b=2"]);
    const [request] = await server.requests({ complete: 1 });
    expect(request?.headers).toMatchObject({ cookie: "c=3", "x-long": header["X-Long"] });
    expect(request?.headers).not.toHaveProperty("origin");
  });

  it("hands over a response while it arrives", async () => {
    await server.reset();
    const chunks: unknown[] = [];
    const url = `${serverUrl}/made?text=first.second&length=none&stall=6`;
    let arrived = (): void => {};
    const first = new Promise<void>((resolve) => (arrived = resolve));
    const whole = result<{ statusCode: number }>((callbacks) => {
      const task = wx.request({ url, enableChunked: true, ...callbacks });
      task.onChunkReceived((chunk) => {
        chunks.push(chunk);
        arrived();
      });
    });
    await first;
    expect(await server.requests({ open: 1 })).toHaveLength(1);
    await server.release();
    expect(await whole).toMatchObject({ statusCode: 200 });
    expect(chunks.length).toBeGreaterThan(1);
  });

  it("counts of an upload what the server takes, not what the proxy could gather", async () => {
    await server.reset();
    const size = 64 * MEBIBYTE;
    const { tempFilePath } = await result<{ tempFilePath: string }>((callbacks) =>
      wx.downloadFile({ url: `${serverUrl}/made?stream=${size}`, ...callbacks }),
    );
    const updates: UploadEvents["progressUpdate"][] = [];
    let began = (): void => {};
    const progress = new Promise<void>((resolve) => (began = resolve));
    const sent = result<UploadFileResult>((callbacks) => {
      const options = { url: `${serverUrl}/upload?hold=body`, filePath: tempFilePath, name: "file" };
      const task: Task<UploadEvents> = wx.uploadFile({ ...options, ...callbacks });
      task.onProgressUpdate((update) => {
        updates.push(update);
        began();
      });
    });
    await progress;
    await server.requests({ open: 1 });
    // All but what fits into the buffers on the way waits for the server, which reads nothing.
    const held = updates.at(-1);
    expect(held?.progress).toBeLessThan(50);
    await server.release();
    expect(JSON.parse((await sent).data)).toMatchObject({ files: [{ size }] });
    expect(updates.at(-1)).toMatchObject({ progress: 100 });
    const counts = updates.map(({ totalBytesSent }) => totalBytesSent);
    expect(counts.every((count, index) => count > (counts[index - 1] ?? 0))).toBe(true);
  });

  it("carries a socket with headers, both ways", async () => {
    await server.reset();
    const url = `${serverUrl.replace("http", "ws")}/socket`;
    const heard: unknown[] = [];
    const closed = new Promise<void>((resolve, reject) => {
      const task = wx.connectSocket({ url, header: { Cookie: "a=1" }, success() {} });
      task.onError(({ errMsg }) => reject(new Error(errMsg)));
      task.onOpen(() => task.send({ data: "猫" }));
      task.onMessage(({ data }) => {
        heard.push(data);
        task.close({ code: 3001, reason: "done" });
      });
      task.onClose((end) => {
        heard.push(end);
        resolve();
      });
    });
    await closed;
    expect(heard).toEqual(["猫", { code: 3001, reason: "done" }]);
    const [request] = await server.requests({ complete: 1 });
    expect(request?.headers).toMatchObject({ cookie: "a=1" });
  });

  it("reaches no server but those of its lists", async () => {
    const url = `${serverUrl.replace("127.0.0.1", "localhost")}/made`;
    const failing = result((callbacks) => wx.uploadFile({ url, filePath: "/app.json", name: "file", ...callbacks }));
    await expect(failing).rejects.toThrow("uploadFile:fail");
  });
}
