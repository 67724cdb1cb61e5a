import { afterEach, beforeEach, expect, it } from "vitest";
import type { RequestOptions, RequestResult, Success } from "../../src/core/api/index.ts";
import type { RequestHost } from "./request.suite.ts";
import { createServerLog, type ServerLog } from "./server-log.ts";

/** Makes each URL one that no cache knows: a browser has one cache for all hosts. */
let freshness = 0;

/** Why a host can't do something. */
export interface RequestCacheTraits {
  /** Why a response with another status than 200 is not stored. */
  readonly storesSuccessOnly?: string;
  /** Why a response is still used after a POST to its address. */
  readonly remembersAfterPost?: string;
}

/** The contract of `enableCache` of `wx.request`, by the requests that a server sees. */
export function requestCacheSuite(create: () => Promise<RequestHost>, traits: RequestCacheTraits = {}): void {
  let host: RequestHost;
  let server: ServerLog;

  beforeEach(async () => {
    host = await create();
    server = createServerLog(host.serverUrl);
    await server.reset();
    freshness += 1;
  });
  afterEach(() => host.close());

  function request(path: string, options: Partial<RequestOptions> = {}): Promise<Success<RequestResult>> {
    const separator = path.includes("?") ? "&" : "?";
    return new Promise((resolve, reject) => {
      host.wx.request({
        enableCache: true,
        ...options,
        url: `${host.serverUrl}${path}${separator}unique=${performance.timeOrigin}.${freshness}`,
        success: resolve,
        fail: ({ errMsg }) => reject(new Error(errMsg)),
      });
    });
  }

  /** A path whose response has these headers. */
  const made = (headers: Record<string, string>, text = "猫"): string => {
    const query = new URLSearchParams({ text });
    for (const [name, value] of Object.entries(headers)) query.append("header", `${name}:${value}`);
    return `/made?${query}`;
  };
  const seen = async (): Promise<number> => (await server.requests()).length;
  const FRESH = { "cache-control": "max-age=1000" };

  it.each([
    ["max-age", { "cache-control": "max-age=1000" }],
    ["private, because the device is one person's", { "cache-control": "private, max-age=1000" }],
    ["Expires", { expires: new Date(Date.now() + 1e6).toUTCString(), date: new Date().toUTCString() }],
    ["immutable", { "cache-control": "max-age=1000, immutable" }],
  ])("asks once for what is fresh: %s", async (_what, headers) => {
    const path = made(headers);
    const first = await request(path);
    const heard: number[] = [];
    const second = await new Promise<object>((resolve, reject) => {
      const url = `${host.serverUrl}${path}&unique=${performance.timeOrigin}.${freshness}`;
      const task = host.wx.request({ url, enableCache: true, success: resolve, fail: reject });
      task.onHeadersReceived(({ statusCode }) => heard.push(statusCode));
    });
    expect(second).toMatchObject({ data: "猫", statusCode: 200, errMsg: "request:ok" });
    expect(first).toMatchObject({ data: "猫", statusCode: 200 });
    expect(heard).toEqual([200]);
    expect(await seen()).toBe(1);
  });

  it("gives what was stored as text, JSON or bytes", async () => {
    const path = made(FRESH, "[1]");
    expect((await request(path)).data).toEqual([1]);
    expect((await request(path, { dataType: "text" })).data).toBe("[1]");
    const { data } = await request(path, { responseType: "arraybuffer" });
    expect(new TextDecoder().decode(data as ArrayBuffer)).toBe("[1]");
    expect(await seen()).toBe(1);
  });

  it("gives what was compressed", async () => {
    const path = `${made(FRESH)}&encoding=gzip`;
    expect((await request(path)).data).toBe("猫");
    expect((await request(path)).data).toBe("猫");
    expect(await seen()).toBe(1);
  });

  it.each([
    ["no-store", { "cache-control": "no-store, max-age=1000" }],
    ["max-age=0", { "cache-control": "max-age=0" }],
    ["no-cache", { "cache-control": "no-cache, max-age=1000" }],
    ["Vary: *", { ...FRESH, vary: "*" }],
    ["nothing about it", {}],
  ])("asks each time for what is not fresh: %s", async (_what, headers) => {
    await request(made(headers));
    await request(made(headers));
    expect(await seen()).toBe(2);
  });

  it("asks each time when nobody wants a cache", async () => {
    const path = made(FRESH);
    await request(path, { enableCache: false });
    await request(path, { enableCache: false });
    expect(await seen()).toBe(2);
    await request(path);
    await request(path, { enableCache: false });
    expect(await seen()).toBe(4);
  });

  it.each([
    ["ETag", "if-none-match", { etag: '"one"', "cache-control": "no-cache" }, '"one"'],
    [
      "Last-Modified",
      "if-modified-since",
      { "last-modified": "Sat, 21 Nov 2020 07:00:00 GMT", "cache-control": "max-age=0" },
      "Sat, 21 Nov 2020 07:00:00 GMT",
    ],
  ])("asks whether it is still the one by %s, which the app does not see", async (_what, name, headers, value) => {
    const path = `${made(headers)}&match=1`;
    expect(await request(path)).toMatchObject({ data: "猫", statusCode: 200 });
    expect(await request(path)).toMatchObject({ data: "猫", statusCode: 200, errMsg: "request:ok" });
    const requests = await server.requests({ complete: 2 });
    expect(requests.map((seenRequest) => seenRequest.headers[name])).toEqual([undefined, value]);
  });

  it("takes what is new instead", async () => {
    const path = made({ etag: '"one"', "cache-control": "no-cache" });
    await request(path);
    // Without `match` the server always answers in full.
    expect(await request(path)).toMatchObject({ data: "猫", statusCode: 200 });
    const requests = await server.requests({ complete: 2 });
    expect(requests[1]?.headers["if-none-match"]).toBe('"one"');
  });

  it("leaves a question of the app alone", async () => {
    const path = `${made({ etag: '"one"', "cache-control": "max-age=1000" })}&match=1`;
    await request(path);
    const { statusCode, data } = await request(path, { header: { "If-None-Match": '"one"' } });
    expect({ statusCode, data }).toEqual({ statusCode: 304, data: "" });
  });

  it("keeps apart what varies", async () => {
    const path = made({ ...FRESH, vary: "X-Kind" });
    await request(path, { header: { "X-Kind": "a" } });
    await request(path, { header: { "X-Kind": "a" } });
    expect(await seen()).toBe(1);
    await request(path, { header: { "X-Kind": "b" } });
    expect(await seen()).toBe(2);
  });

  it("is for GET only", async () => {
    const path = made(FRESH);
    await request(path, { method: "POST", data: "x" });
    await request(path, { method: "POST", data: "x" });
    expect(await seen()).toBe(2);
  });

  it.skipIf(traits.remembersAfterPost)("forgets what a POST may have changed", async () => {
    const path = made(FRESH);
    await request(path);
    await request(path);
    expect(await seen()).toBe(1);
    await request(path, { method: "POST", data: "x" });
    await request(path);
    expect(await seen()).toBe(3);
  });

  it.skipIf(traits.storesSuccessOnly).each([404, 301])("stores also what is no success: status %i", async (status) => {
    const path = `${made(FRESH)}&status=${status}`;
    await request(path);
    expect((await request(path)).statusCode).toBe(status);
    expect(await seen()).toBe(1);
  });

  it("does not store what failed", async () => {
    const path = `${made(FRESH, "a".repeat(1000))}&cut=500`;
    await expect(request(path)).rejects.toThrow(/net::ERR/);
    await expect(request(path)).rejects.toThrow(/net::ERR/);
    // A browser may try to get the rest as well.
    expect(await seen()).toBeGreaterThanOrEqual(2);
  });

  it("is not used for pieces", async () => {
    const path = made(FRESH);
    await request(path, { enableChunked: true });
    await request(path, { enableChunked: true });
    expect(await seen()).toBe(2);
  });

  it("asks again when the app's own header says no-cache", async () => {
    const path = made(FRESH);
    await request(path);
    await request(path, { header: { "Cache-Control": "no-cache" } });
    expect(await seen()).toBe(2);
  });
}
