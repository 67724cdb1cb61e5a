import { describe, expect, it, vi } from "vitest";
import { createMemoryDevice, recordCallbacks } from "../../../testing/index.ts";

const url = "https://example.com/a";

describe("wx.request", () => {
  it("sends a JSON content type, also with GET", async () => {
    const { wx, ports } = createMemoryDevice();
    wx.request({ url, data: { q: 1 } });
    expect((await ports.http.next()).request).toMatchObject({
      url: `${url}?q=1`,
      method: "GET",
      headers: { "content-type": "application/json" },
      responseType: "text",
    });
  });

  it.each([
    ['{"a":1}', {}, { a: 1 }],
    ["\uFEFF[1]", {}, [1]],
    ["123", {}, 123],
    ["null", {}, null],
    ["", {}, ""],
    ["not json", {}, "not json"],
    ['{"a":1}', { dataType: "text" }, '{"a":1}'],
  ])("reads %j with %j", async (text, options, data) => {
    const { wx, ports } = createMemoryDevice();
    const callbacks = recordCallbacks();
    wx.request({ url, ...options, ...callbacks });
    (await ports.http.next()).respond({ data: text, statusCode: 404, cookies: ["a=1; Path=/"] });
    expect(await callbacks.completed).toEqual({
      data,
      statusCode: 404,
      header: {},
      cookies: ["a=1; Path=/"],
      exception: { retryCount: 0, reasons: [] },
      errMsg: "request:ok",
    });
  });

  it("tells how often it was sent anew, and why", async () => {
    const { wx, ports } = createMemoryDevice();
    const callbacks = recordCallbacks();
    wx.request({ url, ...callbacks });
    (await ports.http.next()).respond({ retried: ["net::ERR_CONNECTION_RESET", "net::ERR_CONNECTION_CLOSED"] });
    const reasons = ["RESET", "CLOSED"].map((how) => ({
      errMsg: `request:fail net::ERR_CONNECTION_${how}`,
      errno: 600001,
    }));
    expect(await callbacks.completed).toHaveProperty("exception", { retryCount: 2, reasons });
  });

  it("hands over bytes for arraybuffer", async () => {
    const { wx, ports } = createMemoryDevice();
    const callbacks = recordCallbacks();
    wx.request({ url, responseType: "arraybuffer", ...callbacks });
    const exchange = await ports.http.next();
    expect(exchange.request.responseType).toBe("bytes");
    const data = new ArrayBuffer(3);
    exchange.respond({ data });
    expect(await callbacks.completed).toHaveProperty("data", data);
  });

  it("uses the cache of HTTP when it is asked to, but not for pieces", async () => {
    const { wx, ports } = createMemoryDevice();
    for (const options of [{}, { enableCache: true }, { enableCache: true, enableChunked: true }]) {
      wx.request({ url, ...options });
    }
    const caches: unknown[] = [];
    for (let call = 0; call < 3; call += 1) caches.push((await ports.http.next()).request.cache);
    expect(caches).toEqual([undefined, "http", undefined]);
  });

  it("takes what only permits a way of sending", async () => {
    const { wx, ports } = createMemoryDevice();
    const permissions = { enableHttp2: true, enableQuic: true, useHighPerformanceMode: false };
    const dns = { enableHttpDNS: false, httpDNSServiceId: "x", httpDNSTimeout: 1, enableHttpDNSFallback: false };
    const callbacks = recordCallbacks();
    wx.request({ url, ...permissions, ...dns, ...callbacks });
    (await ports.http.next()).respond();
    expect(await callbacks.completed).toHaveProperty("errMsg", "request:ok");
  });

  it.each([{ enableHttpDNS: true }, { forceCellularNetwork: true }])("refuses %j", async (options) => {
    const { wx, ports } = createMemoryDevice();
    const callbacks = recordCallbacks();
    wx.request({ url, ...options, ...callbacks });
    expect(await callbacks.completed).toEqual({ errMsg: "request:fail not supported", errno: 100 });
    expect(ports.http.sentCount).toBe(0);
    expect(wx.canIUse(`request.object.${Object.keys(options)[0]}`)).toBe(false);
  });

  it.each([
    [{ url: "/relative" }, { errMsg: 'request:fail invalid url "/relative"', errno: 600009 }],
    [{ url, method: "PATCH" }, { errMsg: "request:fail method is invalid" }],
    [{ url, data: () => {} }, { errMsg: "request:fail data should not be Function" }],
    [
      { url, method: "POST", data: { n: 1n } },
      { errMsg: "request:fail", errno: 600010 },
    ],
  ])("sends nothing with %o", async (options, failure) => {
    const { wx, ports } = createMemoryDevice();
    const callbacks = recordCallbacks();
    wx.request({ ...options, ...callbacks });
    expect(await callbacks.completed).toEqual(failure);
    expect(ports.http.sentCount).toBe(0);
  });

  it("takes a method in small letters", async () => {
    const { wx, ports } = createMemoryDevice();
    wx.request({ url, method: "post", data: { a: 1 } });
    expect((await ports.http.next()).request).toMatchObject({
      method: "POST",
      body: { kind: "text", text: '{"a":1}' },
    });
  });

  it("does not watch its body, for which browsers would ask the server first", async () => {
    const { wx, ports } = createMemoryDevice();
    const send = vi.spyOn(ports.http, "send");
    wx.request({ url, method: "POST", data: "a" });
    await ports.http.next();
    expect(send.mock.calls[0]?.[1]).not.toHaveProperty("onSent");
  });

  it("tells of headers with status and cookies, before success", async () => {
    const { wx, ports } = createMemoryDevice();
    const callbacks = recordCallbacks();
    const heard: object[] = [];
    wx.request({ url, ...callbacks }).onHeadersReceived((head) => heard.push(head, [...callbacks.calls]));
    (await ports.http.next()).respond({ statusCode: 204, header: { a: "b" }, cookies: ["c=1"] });
    await callbacks.completed;
    expect(heard).toEqual([{ statusCode: 204, header: { a: "b" }, cookies: ["c=1"] }, []]);
  });

  it("hands over pieces as they arrive, and no data at the end", async () => {
    const { wx, ports } = createMemoryDevice();
    for (const [responseType, data] of [
      ["text", ""],
      ["arraybuffer", new ArrayBuffer(0)],
    ] as const) {
      const callbacks = recordCallbacks();
      const heard: string[] = [];
      const task = wx.request({ url, enableChunked: true, responseType, ...callbacks });
      task.onChunkReceived((event) => heard.push(new TextDecoder().decode(event.data)));
      const exchange = await ports.http.next();
      exchange.head();
      for (const text of ["data: 1\n", "\ndata: 2"]) exchange.chunk(new TextEncoder().encode(text).buffer);
      exchange.respond();
      expect(await callbacks.completed).toMatchObject({ data, statusCode: 200, errMsg: "request:ok" });
      expect(heard).toEqual(["data: 1\n", "\ndata: 2"]);
    }
  });

  it("hands over no pieces unless it is asked to, and none after an abort", async () => {
    const { wx, ports } = createMemoryDevice();
    const send = vi.spyOn(ports.http, "send");
    wx.request({ url });
    await ports.http.next();
    expect(send.mock.calls[0]?.[1].onChunk).toBeUndefined();
    const heard: object[] = [];
    const task = wx.request({ url, enableChunked: true });
    task.onChunkReceived((event) => heard.push(event));
    const exchange = await ports.http.next();
    task.abort();
    exchange.chunk(new ArrayBuffer(1));
    expect(heard).toEqual([]);
  });

  it.each([
    [undefined, "follow"],
    ["follow", "follow"],
    ["manual", "manual"],
    ["other", "follow"],
  ])("with redirect %j asks the host to %s", async (redirect, expected) => {
    const { wx, ports } = createMemoryDevice();
    wx.request({ url, redirect });
    expect((await ports.http.next()).request.redirect).toBe(expected);
  });

  it("aborts and times out like all tasks", async () => {
    const { wx, ports } = createMemoryDevice();
    const [aborted, late] = [recordCallbacks(), recordCallbacks()];
    const task = wx.request({ url, ...aborted });
    wx.request({ url, timeout: 10, ...late });
    await ports.http.next();
    await ports.http.next();
    task.abort();
    ports.clock.advance(10);
    expect(await aborted.completed).toEqual({ errMsg: "request:fail abort" });
    expect(await late.completed).toEqual({ errMsg: "request:fail timeout", errno: 5 });
  });
});
