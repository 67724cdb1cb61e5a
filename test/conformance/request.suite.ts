import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { RequestOptions, RequestResult, Success, Wx } from "../../src/core/api/index.ts";
import { recordCallbacks } from "../../src/testing/index.ts";
import { sampleBytes } from "./sample-bytes.ts";
import { createServerLog, type ServerLog } from "./server-log.ts";

/** A device that sends requests to the test server. */
export interface RequestHost {
  readonly wx: Pick<Wx, "canIUse" | "request">;
  /** Address of the test server, without a slash at its end. */
  readonly serverUrl: string;
  close(): Promise<void>;
}

/** What `/echo` of the test server answers. */
interface Echo {
  method: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  body: string;
  bodyEncoding: "utf8" | "base64";
}

const JSON_TYPE = "application/json";
const FORM_TYPE = "application/x-www-form-urlencoded; charset=utf-8";

/** Why a host can't do something. */
export interface RequestTraits {
  readonly hidesRedirects?: string;
}

/** The contract of `wx.request`, over real sockets. */
export function requestSuite(create: () => Promise<RequestHost>, traits: RequestTraits = {}): void {
  let host: RequestHost;
  let server: ServerLog;

  beforeEach(async () => {
    // Nested values are flattened with a warning, and browsers leave out some headers with one.
    vi.spyOn(console, "warn").mockImplementation(() => {});
    host = await create();
    server = createServerLog(host.serverUrl);
    await server.reset();
  });
  afterEach(async () => {
    await server.release();
    await host.close();
    vi.restoreAllMocks();
  });

  /** Sends a request to a path and resolves with the result, which must be a success. */
  function request(path: string, options: Omit<RequestOptions, "url"> = {}): Promise<Success<RequestResult>> {
    return new Promise((resolve, reject) => {
      host.wx.request({
        ...options,
        url: host.serverUrl + path,
        success: resolve,
        fail: ({ errMsg }) => reject(new Error(errMsg)),
      });
    });
  }

  const echo = async (path: string, options?: Omit<RequestOptions, "url">): Promise<Echo> =>
    (await request(path, options)).data as Echo;

  /** Sends a request to a path and resolves with its failure, which must come once. */
  async function fail(path: string, options: Partial<RequestOptions> = {}): Promise<object> {
    const callbacks = recordCallbacks();
    host.wx.request({ url: host.serverUrl + path, ...options, ...callbacks });
    const failure = await callbacks.completed;
    expect(callbacks.calls.map(([name]) => name)).toEqual(["fail", "complete"]);
    return failure;
  }

  describe("data in the query", () => {
    it.each([
      ["text, numbers and truth values", "/echo", { a: "x y", b: 1.5, c: true }, { a: "x y", b: "1.5", c: "true" }],
      ["nested values as JSON", "/echo", { o: { p: [1] }, l: [1, "a"] }, { o: '{"p":[1]}', l: '[1,"a"]' }],
      ["null, but not undefined", "/echo", { n: null, u: undefined }, { n: "null" }],
      ["names and values that need encoding", "/echo", { "a&b=": "=&?#+%", "!'()*~": "~*)('!" }, undefined],
      ["fields beside those of the URL, and instead of them", "/echo?x=1&q=old#f", { q: "new" }, { x: "1", q: "new" }],
      ["nothing of text", "/echo?x=1", "q=1", { x: "1" }],
      ["nothing of bytes", "/echo", new ArrayBuffer(3), {}],
      ["nothing when there is nothing", "/echo", {}, {}],
    ])("of a GET has %s", async (_what, path, data, query = data) => {
      const echoed = await echo(path, { data });
      expect(echoed).toMatchObject({ method: "GET", query, body: "" });
      expect(echoed.query).toEqual(query);
    });

    it("is there with a HEAD too, which has no body", async () => {
      const { data, statusCode } = await request("/echo?x=1", { method: "HEAD", data: { a: 1 } });
      expect({ data, statusCode }).toEqual({ data: "", statusCode: 200 });
      expect(await server.requests({ complete: 1 })).toMatchObject([{ url: "/echo?x=1&a=1", bytes: 0 }]);
    });

    it("warns of nested values, which are flattened, by their names", async () => {
      const warned = vi.mocked(console.warn);
      await echo("/echo", { data: { plain: 1, nested: { a: 1 }, list: [1] } });
      const form = { method: "POST", data: { plain: 1, deep: { a: 1 } }, header: { "content-type": FORM_TYPE } };
      await echo("/echo", form);
      const told = ["plain", "nested", "list", "deep"].map(
        (name) => warned.mock.calls.filter(([text]) => String(text).includes(`data "${name}"`)).length,
      );
      expect(told).toEqual([0, 1, 1, 1]);
    });

    it("writes a space as %20", async () => {
      await request("/echo", { data: { a: "b c" } });
      expect(await server.requests({ complete: 1 })).toMatchObject([{ url: "/echo?a=b%20c" }]);
    });
  });

  describe("data in the body", () => {
    const nested = { a: "x y", n: 1, l: [1, 2], o: { p: 1 }, z: null, u: undefined };
    it.each([
      ["an object as JSON", JSON_TYPE, nested, JSON.stringify(nested)],
      ["an object as a form", FORM_TYPE, nested, "a=x%20y&n=1&l=1%2C2&o=%5Bobject%20Object%5D&z=null"],
      ["an object as JSON for any other type", "text/plain", { a: 1 }, '{"a":1}'],
      ["an object as JSON for a multipart type", "multipart/form-data", { a: 1 }, '{"a":1}'],
      ["a list as JSON", JSON_TYPE, [1, "a"], '[1,"a"]'],
      ["text as it is", JSON_TYPE, "猫 a=b&c", "猫 a=b&c"],
      ["text of a form as it is", FORM_TYPE, "a=b c", "a=b c"],
      ["a number as JSON", JSON_TYPE, 1, "1"],
      ["true as JSON", JSON_TYPE, true, "true"],
      ["the bytes of a buffer", "a/b", Uint8Array.of(97, 98).buffer, "ab"],
      ["the bytes that a view shows", "a/b", Uint8Array.of(97, 98, 99).subarray(1), "bc"],
      ["the bytes that a DataView shows", "a/b", new DataView(Uint8Array.of(97, 98, 99).buffer, 0, 1), "a"],
      ["nothing for undefined", JSON_TYPE, undefined, ""],
      ["nothing for null", JSON_TYPE, null, ""],
      ["nothing for empty text", JSON_TYPE, "", ""],
      ["nothing for 0", JSON_TYPE, 0, ""],
      ["nothing for false", JSON_TYPE, false, ""],
    ])("of a POST is %s", async (_what, contentType, data, body) => {
      const echoed = await echo("/echo?x=1", { method: "POST", data, header: { "Content-Type": contentType } });
      expect(echoed).toMatchObject({ method: "POST", query: { x: "1" }, body });
      expect(echoed.headers["content-type"]).toBe(contentType);
    });

    it.each(["PUT", "DELETE", "OPTIONS", "post"])("is that of a POST with %s", async (method) => {
      const json = await echo("/echo", { method, data: { a: 1 } });
      expect(json).toMatchObject({
        method: method.toUpperCase(),
        body: '{"a":1}',
        headers: { "content-type": JSON_TYPE },
      });
      const form = await echo("/echo", { method, data: { a: " " }, header: { "content-type": FORM_TYPE } });
      expect(form.body).toBe("a=%20");
    });

    it("that is a function, or can't be written, is not sent", async () => {
      const circular: Record<string, unknown> = {};
      circular["self"] = circular;
      expect(await fail("/echo", { method: "POST", data: () => {} })).toEqual({
        errMsg: "request:fail data should not be Function",
      });
      expect(await fail("/echo", { method: "POST", data: circular })).toEqual({
        errMsg: "request:fail",
        errno: 600010,
      });
      expect(await fail("/echo", { data: { circular } })).toEqual({ errMsg: "request:fail", errno: 600010 });
      expect(await server.requests()).toEqual([]);
    });
  });

  describe("the data of the result", () => {
    const encoded = (bytes: number[]): string =>
      `/made?base64=${encodeURIComponent(btoa(String.fromCharCode(...bytes)))}`;
    const type = (contentType: string): string => `&header=content-type:${encodeURIComponent(contentType)}`;
    const CAT = [0xe7, 0x8c, 0xab];
    const QUOTED = [0x22, ...CAT, 0x22];

    it.each([
      ["an object", '{"a":[1]}', { a: [1] }],
      ["a number", "123", 123],
      ["null", "null", null],
      ["text that is no JSON", "{a:1}", "{a:1}"],
      ["nothing", "", ""],
    ])("is what JSON says, whatever the type: %s", async (_what, text, data) => {
      const path = `/made?text=${encodeURIComponent(text)}${type("text/html")}`;
      expect((await request(path)).data).toEqual(data);
      expect((await request(path, { method: "POST", data: "x" })).data).toEqual(data);
      expect((await request(path, { dataType: "text" })).data).toBe(text);
      expect((await request(path, { dataType: "other" })).data).toBe(text);
    });

    it.each([
      ["UTF-8", CAT, "text/plain", "猫"],
      ["UTF-8 with a byte order mark", [0xef, 0xbb, 0xbf, ...CAT], "text/plain; charset=utf-8", "猫"],
      ["JSON with a byte order mark", [0xef, 0xbb, 0xbf, ...QUOTED], "application/json", "猫"],
      ["GBK", [0xc3, 0xa8], "text/plain; charset=gbk", "猫"],
      ["Shift_JIS", [0x94, 0x4c], 'text/plain; charset="Shift_JIS"', "猫"],
      ["UTF-16", [0x2b, 0x73], "text/plain; charset=utf-16le", "猫"],
      ["an unknown charset, read as UTF-8", CAT, "text/plain; charset=nonsense", "猫"],
      ["bytes that are no UTF-8", [0x61, 0xff], "text/plain", "a\ufffd"],
    ])("is text in its charset: %s", async (_what, bytes, contentType, data) => {
      expect((await request(encoded(bytes) + type(contentType))).data).toBe(data);
    });

    it("is the bytes for arraybuffer, also with dataType json", async () => {
      const { data } = await request("/made?text=%7B%7D", { responseType: "arraybuffer", dataType: "json" });
      expect(data).toBeInstanceOf(ArrayBuffer);
      expect([...new Uint8Array(data as ArrayBuffer)]).toEqual([123, 125]);
    });

    it.each(["gzip", "br", "deflate"])("is what was compressed with %s", async (encoding) => {
      expect((await request(`/made?text=%5B1%5D&encoding=${encoding}`)).data).toEqual([1]);
    });
  });

  describe("pieces", () => {
    it.each(["GET", "POST"])("come as they arrive, between headers and success: %s", async (method) => {
      const callbacks = recordCallbacks();
      const order: string[] = [];
      const chunks: ArrayBuffer[] = [];
      const task = host.wx.request({
        url: `${host.serverUrl}/made?text=data:1%0Adata:2&length=none&stall=7`,
        method,
        data: method === "POST" ? { stream: true } : undefined,
        enableChunked: true,
        ...callbacks,
      });
      task.onHeadersReceived(({ statusCode }) => order.push(`headers ${statusCode}`));
      await new Promise<void>((resolve) => {
        task.onChunkReceived(({ data }) => {
          order.push("chunk");
          chunks.push(data);
          resolve();
        });
      });
      expect(new TextDecoder().decode(await new Blob(chunks).arrayBuffer())).toBe("data:1\n");
      expect(callbacks.calls).toEqual([]);
      await server.release();
      expect(await callbacks.completed).toMatchObject({ data: "", statusCode: 200, errMsg: "request:ok" });
      expect(order.join(" ")).toMatch(/^headers 200( chunk)+$/);
      expect(await new Blob(chunks).text()).toBe("data:1\ndata:2");
    });

    it("stop with an abort", async () => {
      const callbacks = recordCallbacks();
      const url = `${host.serverUrl}/made?size=1000&stall=500`;
      const task = host.wx.request({ url, enableChunked: true, ...callbacks });
      let count = 0;
      task.onChunkReceived(() => {
        count += 1;
        task.abort();
      });
      expect(await callbacks.completed).toEqual({ errMsg: "request:fail abort" });
      await server.requests({ broken: 1 });
      expect(count).toBe(1);
    });

    it.each([
      ["one", (listener: () => void) => listener],
      ["all", () => undefined],
    ])("do not come unless they are asked for, or when %s of the listeners is gone", async (_which, gone) => {
      const heard: object[] = [];
      const listener = (event: object = {}): void => void heard.push(event);
      for (const enableChunked of [false, true]) {
        const callbacks = recordCallbacks();
        const task = host.wx.request({ url: `${host.serverUrl}/made?text=x`, enableChunked, ...callbacks });
        task.onChunkReceived(listener);
        if (enableChunked) task.offChunkReceived(gone(listener));
        expect(await callbacks.completed).toHaveProperty("data", enableChunked ? "" : "x");
      }
      expect(heard).toEqual([]);
    });
  });

  describe("a redirect", () => {
    const path = "/made?status=302&text=go&header=location:/echo";

    it("is followed, and turns a POST into a GET", async () => {
      expect(await echo(path, { method: "POST", data: { a: 1 } })).toMatchObject({ method: "GET", body: "" });
      expect(await echo(path.replace("302", "307"), { method: "POST", data: { a: 1 } })).toMatchObject({
        method: "POST",
        body: '{"a":1}',
      });
    });

    it.skipIf(traits.hidesRedirects)("is the result when it is not to be followed", async () => {
      expect(host.wx.canIUse("request.object.redirect.manual")).toBe(true);
      const { data, statusCode, header } = await request(path, { redirect: "manual" });
      expect({ data, statusCode, location: header["Location"] }).toEqual({
        data: "go",
        statusCode: 302,
        location: "/echo",
      });
      expect(await server.requests({ complete: 1 })).toHaveLength(1);
    });

    it.runIf(traits.hidesRedirects)("that is not to be followed is not supported where it can't be seen", async () => {
      expect(host.wx.canIUse("request.object.redirect.manual")).toBe(false);
      expect(await fail(path, { redirect: "manual" })).toEqual({ errMsg: "request:fail not supported", errno: 100 });
      expect(await server.requests()).toEqual([]);
    });
  });

  it.each([
    ["that is not there", "http://127.0.0.1:9/"],
    ["whose name does not exist", "http://name.invalid/"],
    ["that resets the connection in the body", "/made?size=100000&drop=50000"],
    ["that ends the body too soon", "/made?size=100000&cut=50000"],
    ["that ends a chunked body too soon", "/made?size=100000&length=none&cut=50000"],
    ["that announces more than it sends", "/made?size=10&length=20&header=connection:close"],
    ["that sends no gzip body", "/made?text=plain&header=content-encoding:gzip"],
  ])("fails for a server %s", async (_which, path) => {
    const url = path.startsWith("http") ? path : host.serverUrl + path;
    for (const enableChunked of [false, true]) {
      expect(await fail(path, { url, enableChunked })).toEqual({
        errMsg: expect.stringMatching(/^request:fail net::ERR_[A-Z_]+$/),
        errno: 600001,
      });
    }
  });

  it("stops when the body stalls for too long", async () => {
    expect(await fail("/made?size=1000&stall=500", { timeout: 200 })).toEqual({
      errMsg: "request:fail timeout",
      errno: 5,
    });
  });

  it("merges data into the query of a GET and parses the answer", async () => {
    const { method, query, body } = await echo("/echo?kept=1&q=old#part", {
      data: { q: "a b&猫" },
      header: { "X-A": 1 },
    });
    expect({ method, query, body }).toEqual({ method: "GET", query: { kept: "1", q: "a b&猫" }, body: "" });
  });

  it("sends headers of the app, but not its Referer", async () => {
    const { headers } = await echo("/echo", { header: { "X-A": 1, Referer: "https://app.example/" } });
    expect(headers["x-a"]).toBe("1");
    expect(String(headers["referer"])).not.toContain("app.example");
  });

  it("sends an object as JSON, or as a form where the content type says so", async () => {
    const data = { name: "猫", list: [1, 2] };
    const json = await echo("/echo", { method: "POST", data });
    expect(json.headers["content-type"]).toBe("application/json");
    expect(JSON.parse(json.body)).toEqual(data);
    const header = { "Content-Type": "application/x-www-form-urlencoded" };
    const form = await echo("/echo", { method: "PUT", data: { name: "a b", n: 1 }, header });
    expect(form.headers["content-type"]).toBe("application/x-www-form-urlencoded");
    expect(form.body).toBe("name=a%20b&n=1");
  });

  it("sends bytes as they are", async () => {
    const { body, bodyEncoding } = await echo("/echo", {
      method: "POST",
      data: Uint8Array.of(0, 255, 128).buffer,
      header: { "content-type": "application/octet-stream" },
    });
    expect({ body, bodyEncoding }).toEqual({ body: "AP+A", bodyEncoding: "base64" });
  });

  it("hands over bytes as they came", async () => {
    const bytes = sampleBytes(5000);
    const answer = await request("/echo", { method: "POST", data: bytes.buffer, responseType: "arraybuffer" });
    expect(answer.data).toBeInstanceOf(ArrayBuffer);
    const { body } = JSON.parse(new TextDecoder().decode(answer.data as ArrayBuffer)) as Echo;
    expect(body).toBe(btoa(String.fromCharCode(...bytes)));
  });

  it("leaves text that is not JSON as it is, also with dataType json", async () => {
    const { data, header } = await request("/page.html");
    expect(data).toBeTypeOf("string");
    expect(header["Content-Type"]).toContain("text/html");
    expect((await request("/echo", { dataType: "text" })).data).toBeTypeOf("string");
  });

  it.each([204, 404, 500])("succeeds with status %i", async (status) => {
    expect(await request(`/echo?status=${status}`)).toMatchObject({ statusCode: status, errMsg: "request:ok" });
  });

  it("tells that nothing went wrong on the way", async () => {
    expect((await request("/echo")).exception).toEqual({ retryCount: 0, reasons: [] });
    expect(host.wx.canIUse("request.success.exception")).toBe(true);
  });

  it("tells of headers before success", async () => {
    const callbacks = recordCallbacks();
    const heard: [statusCode: number, calls: number][] = [];
    const task = host.wx.request({ url: `${host.serverUrl}/echo?status=404`, ...callbacks });
    task.onHeadersReceived(({ statusCode }) => heard.push([statusCode, callbacks.calls.length]));
    await callbacks.completed;
    expect(heard).toEqual([[404, 0]]);
  });

  it("sends nothing when it is aborted right after the call", async () => {
    const callbacks = recordCallbacks();
    host.wx.request({ url: `${host.serverUrl}/echo?aborted`, ...callbacks }).abort();
    expect(await callbacks.completed).toEqual({ errMsg: "request:fail abort" });
    await request("/echo?after");
    expect((await server.requests({ complete: 1 })).map(({ url }) => url)).toEqual(["/echo?after"]);
    expect(callbacks.calls.map(([name]) => name)).toEqual(["fail", "complete"]);
  });

  it("stops when it is aborted", async () => {
    const callbacks = recordCallbacks();
    const task = host.wx.request({ url: `${host.serverUrl}/echo?hold=1`, ...callbacks });
    await server.requests({ open: 1 });
    task.abort();
    expect(await callbacks.completed).toEqual({ errMsg: "request:fail abort" });
    await server.requests({ broken: 1 });
    expect(callbacks.calls.map(([name]) => name)).toEqual(["fail", "complete"]);
  });

  it("stops when it takes too long", async () => {
    const callbacks = recordCallbacks();
    host.wx.request({ url: `${host.serverUrl}/echo?hold=1`, timeout: 200, ...callbacks });
    expect(await callbacks.completed).toEqual({ errMsg: "request:fail timeout", errno: 5 });
    await request("/echo");
    // A slow machine may reach the limit before the server saw anything; if it did, the connection is broken.
    const seen = await server.requests({ complete: 1 });
    await server.requests({ broken: seen.length - 1 });
    expect(callbacks.calls.map(([name]) => name)).toEqual(["fail", "complete"]);
  });

  it("tells of a server that does not answer", async () => {
    const callbacks = recordCallbacks();
    host.wx.request({ url: `${host.serverUrl}/echo?drop=0`, ...callbacks });
    expect(await callbacks.completed).toEqual({ errMsg: expect.stringMatching(/^request:fail ./), errno: 600001 });
  });
}
