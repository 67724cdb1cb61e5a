import { afterEach, beforeEach, expect, it } from "vitest";
import type { RequestOptions, RequestResult, Success, Wx } from "../../src/core/api/index.ts";
import { recordCallbacks } from "../../src/testing/index.ts";
import { sampleBytes } from "./sample-bytes.ts";
import { createServerLog, type ServerLog } from "./server-log.ts";

/** A device that sends requests to the test server. */
export interface RequestHost {
  readonly wx: Pick<Wx, "request">;
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

/** The contract of `wx.request`, over real sockets. */
export function requestSuite(create: () => Promise<RequestHost>): void {
  let host: RequestHost;
  let server: ServerLog;

  beforeEach(async () => {
    host = await create();
    server = createServerLog(host.serverUrl);
    await server.reset();
  });
  afterEach(async () => {
    await server.release();
    await host.close();
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
