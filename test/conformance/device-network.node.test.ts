import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { createDevice, type Device, type Network } from "../../src/node/index.ts";
import { recordCallbacks, type RecordedCallbacks } from "../../src/testing/index.ts";
import { askOnce, watchTimers } from "./open-resources.ts";
import { RawServers, readRequest } from "./raw-server.ts";
import { sampleBytes, sha256 } from "./sample-bytes.ts";
import { createServerLog } from "./server-log.ts";

const MEBIBYTE = 1024 * 1024;
const serverUrl = inject("serverUrl");
const server = createServerLog(serverUrl);
const socketUrl = `${serverUrl.replace("http", "ws")}/socket`;
const disconnected = (api: string, errno = 600001): object => ({
  errMsg: `${api}:fail net::ERR_INTERNET_DISCONNECTED`,
  errno,
});
let device: Device;

beforeEach(async () => {
  device = await createDevice();
  await server.reset();
});
afterEach(async () => {
  await server.release();
  await device.close();
  vi.restoreAllMocks();
});

/** What a response is made of. */
interface Answer {
  statusCode: number;
  data: unknown;
}

function request(url: string, options: { responseType?: "arraybuffer" } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    device.wx.request({ url, ...options, success: resolve, fail: ({ errMsg }) => reject(new Error(errMsg)) });
  });
}

/** Uploads and resolves with the answer; `onSent` hears how much has left. */
async function upload(url: string, bytes: Uint8Array, onSent: (sentBytes: number) => void = () => {}): Promise<Answer> {
  const filePath = await device.addFile(bytes, "bin");
  return new Promise((resolve, reject) => {
    const task = device.wx.uploadFile({
      url,
      filePath,
      name: "file",
      success: resolve,
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    });
    task.onProgressUpdate(({ totalBytesSent }) => onSent(totalBytesSent));
  });
}

/** Sends a message to the test server, which sends it back, and resolves with what came. */
function echo(message: ArrayBuffer): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    const task = device.wx.connectSocket({ url: socketUrl, success() {} });
    task.onError(({ errMsg }) => reject(new Error(errMsg)));
    task.onOpen(() => task.send({ data: message }));
    task.onMessage(({ data }) => {
      task.close();
      resolve(data as ArrayBuffer);
    });
  });
}

/** How long work takes, milliseconds. */
async function durationOf(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

/** The least time that bytes need at a speed, but for those that pass at once. */
function leastMs(sizeBytes: number, bytesPerSecond: number): number {
  return (sizeBytes / bytesPerSecond) * 1000 - 60;
}

describe("a slow network", () => {
  const FAST = { bytesPerSecond: 2 * MEBIBYTE, latencyMs: 0 };

  it("lets uploads and downloads through at its speed, and every byte of them", async () => {
    const bytes = sampleBytes(MEBIBYTE);
    device.network.slow(FAST);
    let data: unknown;
    const up = await durationOf(async () => ({ data } = await upload(`${serverUrl}/upload`, bytes)));
    expect(up).toBeGreaterThan(leastMs(MEBIBYTE, FAST.bytesPerSecond));
    const [file] = (JSON.parse(String(data)) as { files: { sha256: string; url: string }[] }).files;
    expect(file?.sha256).toBe(await sha256(bytes));
    const url = new URL(file?.url ?? "", serverUrl).href;
    const down = await durationOf(async () => ({ data } = await request(url, { responseType: "arraybuffer" })));
    expect(down).toBeGreaterThan(leastMs(MEBIBYTE, FAST.bytesPerSecond));
    expect(await sha256(new Uint8Array(data as ArrayBuffer))).toBe(await sha256(bytes));
  });

  it("lets small requests through at its speed, too", async () => {
    device.network.slow({ bytesPerSecond: 100 * 1024, latencyMs: 0 });
    expect(await durationOf(() => upload(`${serverUrl}/upload`, sampleBytes(40 * 1024)))).toBeGreaterThan(
      leastMs(40 * 1024, 100 * 1024),
    );
  });

  it("lets an app see the progress of a small upload", async () => {
    device.network.slow({ bytesPerSecond: 200 * 1024, latencyMs: 0 });
    const sent: number[] = [];
    await upload(`${serverUrl}/upload`, sampleBytes(100 * 1024), (sentBytes) => sent.push(sentBytes));
    expect(sent.length).toBeGreaterThan(3);
    expect(sent[0]).toBeLessThan(50 * 1024);
  });

  it("slows sockets both ways", async () => {
    const message = sampleBytes(512 * 1024);
    device.network.slow(FAST);
    let answer: ArrayBuffer | undefined;
    const duration = await durationOf(async () => (answer = await echo(message.buffer)));
    expect(duration).toBeGreaterThan(2 * leastMs(message.byteLength, FAST.bytesPerSecond));
    expect(await sha256(new Uint8Array(answer ?? new ArrayBuffer()))).toBe(await sha256(message));
  });

  it("is one for all connections", async () => {
    device.network.slow(FAST);
    const both = (): Promise<unknown> =>
      Promise.all([1, 2].map(() => upload(`${serverUrl}/upload`, sampleBytes(MEBIBYTE / 2))));
    expect(await durationOf(both)).toBeGreaterThan(leastMs(MEBIBYTE, FAST.bytesPerSecond));
  });

  it("delivers what comes back so much later", async () => {
    device.network.slow({ bytesPerSecond: 100 * MEBIBYTE, latencyMs: 200 });
    expect(await durationOf(() => request(`${serverUrl}/echo`))).toBeGreaterThan(199);
  });

  it("slows what already runs, and lets it go again", async () => {
    const url = `${serverUrl}/upload`;
    let isSlow = false;
    const slowed = await durationOf(() =>
      upload(url, sampleBytes(3 * MEBIBYTE), (sentBytes) => {
        if (isSlow || sentBytes > MEBIBYTE) return;
        isSlow = true;
        device.network.slow(FAST);
      }),
    );
    expect(isSlow).toBe(true);
    expect(slowed).toBeGreaterThan(leastMs(1.5 * MEBIBYTE, FAST.bytesPerSecond));

    // It would take hours.
    device.network.slow({ bytesPerSecond: 1024, latencyMs: 0 });
    const uploading = upload(url, sampleBytes(8 * MEBIBYTE));
    await server.requests({ open: 1 });
    device.network.online();
    expect((await uploading).statusCode).toBe(200);
  });

  it("slows what is encrypted", async () => {
    const pem = await readFile(new URL("../support/self-signed.pem", import.meta.url));
    const tls = createTlsServer({ cert: pem, key: pem }, (incoming, response) => {
      void readRequest(incoming).then((body) => response.end(body));
    });
    tls.listen(0, "127.0.0.1");
    await once(tls, "listening");
    vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    try {
      device.network.slow(FAST);
      const url = `https://127.0.0.1:${(tls.address() as AddressInfo).port}/`;
      const bytes = sampleBytes(MEBIBYTE / 2);
      let data: unknown;
      const duration = await durationOf(async () => ({ data } = await upload(url, bytes)));
      expect(duration).toBeGreaterThan(2 * leastMs(bytes.byteLength, FAST.bytesPerSecond));
      expect(String(data).length).toBeGreaterThan(0);
    } finally {
      vi.unstubAllEnvs();
      tls.close();
      tls.closeAllConnections();
    }
  });

  it("tells where a response ends that has no length", async () => {
    const servers = new RawServers();
    const text = "x".repeat(300_000);
    const url = await servers.serveSockets((socket) => {
      socket.once("data", () => socket.end(`HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n${text}`));
    });
    device.network.slow({ bytesPerSecond: MEBIBYTE, latencyMs: 50 });
    expect((await request(url)).data).toBe(text);
    servers.close();
  });

  it("leaves no timer behind when what waits is aborted", async () => {
    device.network.slow({ bytesPerSecond: 1024 });
    const filePath = await device.addFile(sampleBytes(MEBIBYTE), "bin");
    // The way of every other test here has timers of its own.
    const quietServer = createServerLog(serverUrl, askOnce);
    const timers = watchTimers();
    try {
      const callbacks = recordCallbacks();
      const task = device.wx.uploadFile({ url: `${serverUrl}/upload`, filePath, name: "file", ...callbacks });
      await quietServer.requests({ open: 1 });
      expect(timers.runningCount()).toBeGreaterThan(0);
      task.abort();
      expect(await callbacks.completed).toEqual({ errMsg: "uploadFile:fail abort" });
      await quietServer.requests({ broken: 1 });
      while (timers.runningCount() > 0) await new Promise(setImmediate);
    } finally {
      timers.stop();
    }
  });

  it.each<[string, (network: Network) => void]>([
    ["bytesPerSecond can't be 0", (network) => network.slow({ bytesPerSecond: 0 })],
    ["bytesPerSecond can't be NaN", (network) => network.slow({ bytesPerSecond: Number.NaN })],
    ["latencyMs can't be -1", (network) => network.slow({ latencyMs: -1 })],
    ['"6g"', (network) => network.slow({ type: "6g" as "5g" })],
    ['"none"', (network) => network.online("none" as "wifi")],
  ])("refuses to be what it can't: %s", async (message, change) => {
    expect(() => change(device.network)).toThrow(message);
    expect(await device.wx.getNetworkType()).toMatchObject({ networkType: "wifi", weakNet: false });
  });
});

describe("a device that goes offline", () => {
  it("loses everything that runs, and the server sees it", async () => {
    const { wx } = device;
    const filePath = await device.addFile(sampleBytes(100), "txt");
    const url = `${serverUrl}/upload?hold=1`;
    const calls: [api: string, callbacks: RecordedCallbacks][] = [];
    const record = (api: string): RecordedCallbacks => {
      const callbacks = recordCallbacks();
      calls.push([api, callbacks]);
      return callbacks;
    };
    wx.request({ url, ...record("request") });
    wx.uploadFile({ url, filePath, name: "file", ...record("uploadFile") });
    wx.downloadFile({ url, ...record("downloadFile") });
    await server.requests({ open: 3 });
    device.network.offline();
    for (const [api, { completed }] of calls) expect(await completed).toEqual(disconnected(api));
    await server.requests({ broken: 3 });
  });

  it("loses a response in its middle, and leaves no file of it", async () => {
    const servers = new RawServers();
    const url = await servers.serveSockets((socket) => {
      socket.once("data", () => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf"));
    });
    for (const api of ["request", "downloadFile"] as const) {
      const callbacks = recordCallbacks();
      const task = device.wx[api]({ url, ...callbacks });
      await new Promise((resolve) => task.onHeadersReceived(resolve));
      device.network.offline();
      expect(await callbacks.completed).toEqual(disconnected(api));
      device.network.online();
    }
    servers.close();
  });

  it("loses sockets that are open or connecting", async () => {
    const { wx } = device;
    const watch = (url: string): { opened: Promise<void>; closed: Promise<unknown[]> } => {
      const task = wx.connectSocket({ url, success() {} });
      const events: unknown[] = [];
      task.onError((event) => events.push(event));
      return {
        opened: new Promise((resolve) => task.onOpen(() => resolve())),
        closed: new Promise((resolve) => task.onClose((event) => resolve([...events, event]))),
      };
    };
    const open = watch(socketUrl);
    await open.opened;
    const connecting = watch(`${socketUrl}?hold=1`);
    await server.requests({ open: 2 });
    device.network.offline();
    const lost = [disconnected("connectSocket", 605103), { code: 1006, reason: "" }];
    expect(await Promise.all([open.closed, connecting.closed])).toEqual([lost, lost]);
    await server.idle();
    expect(await watch(socketUrl).closed).toEqual(lost);
    device.network.online();
    await watch(socketUrl).opened;
  });

  it("makes no new connection until it is online again, and then not one of before", async () => {
    const servers = new RawServers();
    const url = await servers.serve((_request, response) => response.end("ok"));
    await request(url);
    device.network.offline();
    await expect(request(url)).rejects.toThrow("request:fail net::ERR_INTERNET_DISCONNECTED");
    expect(servers.connectionCount).toBe(1);
    device.network.online("5g");
    expect((await request(url)).data).toBe("ok");
    expect(servers.connectionCount).toBe(2);
    expect(await device.wx.getNetworkType()).toMatchObject({ networkType: "5g", weakNet: false });
    servers.close();
  });

  it("tells the app of each change, once what ran is lost", async () => {
    const statuses: object[] = [];
    device.wx.onNetworkStatusChange((status) => statuses.push(status));
    device.network.offline();
    device.network.slow();
    device.network.slow({ latencyMs: 10 });
    expect(await device.wx.getNetworkType()).toMatchObject({ networkType: "2g", weakNet: true });
    device.network.slow({ type: "3g" });
    device.network.online();
    expect(statuses).toEqual([
      { isConnected: false, networkType: "none" },
      { isConnected: true, networkType: "2g" },
      { isConnected: true, networkType: "3g" },
      { isConnected: true, networkType: "wifi" },
    ]);
  });
});

describe("a device whose person leaves the app", () => {
  it("interrupts what still runs after five real seconds, unless the person comes back before", async () => {
    const { wx } = device;
    const url = `${serverUrl}/echo?hold=1`;
    const start = (): RecordedCallbacks => {
      const callbacks = recordCallbacks();
      wx.request({ url, ...callbacks });
      return callbacks;
    };
    const first = start();
    await server.requests({ open: 1 });
    device.background();
    expect(await start().completed).toEqual({ errMsg: "request:fail interrupted", errno: 600003 });
    device.foreground();
    await server.release();
    expect(await first.completed).toMatchObject({ errMsg: "request:ok" });

    const second = start();
    await server.requests({ open: 1 });
    const duration = await durationOf(async () => {
      device.background();
      expect(await second.completed).toEqual({ errMsg: "request:fail interrupted", errno: 600003 });
    });
    expect(duration).toBeGreaterThan(4990);
    await server.requests({ broken: 1 });
  });
});
