import { afterEach, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { createFiles, type BrowserFiles } from "../../src/browser/worker/files.ts";
import { createHttp, type HttpPlatform } from "../../src/browser/worker/http.ts";
import type { HttpEvents, HttpPort, HttpRequest, HttpResponse } from "../../src/core/ports/index.ts";
import { browserHosts, type BrowserHost } from "./browser-hosts.ts";
import { gatewayHosts } from "./gateway-hosts.ts";
import { httpSuite, type HttpHost } from "./http.suite.ts";
import { createServerLog } from "./server-log.ts";

const serverUrl = inject("serverUrl");
const get: HttpRequest = { url: `${serverUrl}/echo`, method: "GET", headers: {}, responseType: "text" };

interface Echo {
  method: string;
  headers: Record<string, string>;
  body: string;
}

function createHost({ http, files, close }: BrowserHost): HttpHost {
  return { http, files, serverUrl, close };
}

describe.each(browserHosts)("%s", (_place, create) => httpSuite(async () => createHost(create())));

describe.each(gatewayHosts)("%s", (_place, create) => httpSuite(async () => createHost(create())));

describe("a browser, beyond the contract", () => {
  let files: BrowserFiles;
  let http: HttpPort;
  const server = createServerLog(serverUrl);

  beforeEach(async () => {
    files = createFiles({ packageUrl: "http://localhost/", fetch, Blob, crypto, XMLHttpRequest });
    http = createHttp(files, { fetch, Blob, crypto, XMLHttpRequest });
    await server.reset();
  });
  afterEach(() => vi.restoreAllMocks());

  const send = (request: HttpRequest, events: HttpEvents = {}): Promise<HttpResponse> =>
    http.send(request, events, new AbortController().signal);
  const sendForJson = async (request: HttpRequest): Promise<unknown> =>
    JSON.parse((await send(request)).data as string);
  const echo = async (request: HttpRequest): Promise<Echo> => (await sendForJson(request)) as Echo;
  const upload = (blob: Blob): HttpRequest => ({
    ...get,
    url: `${serverUrl}/upload`,
    method: "POST",
    headers: { "Content-Type": "multipart/form-data" },
    body: {
      kind: "multipart",
      fields: [["field", "value"]],
      file: { name: "file", path: files.adopt(blob, "txt"), filename: "a.txt", contentType: "text/plain" },
    },
  });

  it("leaves out headers that the browser refuses, with one warning for each name", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const headers = { Cookie: "a=1", Host: "example.com", "Sec-Thing": "x", referer: "https://a.example", "X-A": "1" };
    const { headers: sent } = await echo({ ...get, headers });
    await echo({ ...get, headers: { cookie: "b=2" } });
    expect(sent["x-a"]).toBe("1");
    expect(sent["cookie"]).toBeUndefined();
    expect(sent["referer"]).toBeUndefined();
    expect(warn.mock.calls.map(([text]) => /"(.*?)"/.exec(String(text))?.[1])).toEqual(["cookie", "host", "sec-thing"]);
  });

  it("gives headers in lower case and no cookies", async () => {
    const { header, cookies } = await send(get);
    expect(header["content-type"]).toContain("application/json");
    expect(cookies).toEqual([]);
  });

  it("does not add a charset to the app's content type", async () => {
    const headers = { "content-type": "application/json" };
    const sent = await echo({ ...get, method: "POST", headers, body: { kind: "text", text: '{"名":1}' } });
    expect(sent.headers["content-type"]).toBe("application/json");
    expect(sent.body).toBe('{"名":1}');
  });

  it.each([
    ["an empty body", { kind: "bytes", bytes: new ArrayBuffer(0) }, 0],
    ["one byte", { kind: "bytes", bytes: new ArrayBuffer(1) }, 1],
    ["a text", { kind: "text", text: "猫" }, 3],
  ] as const)("tells that %s was sent, once and before the headers", async (_title, body, size) => {
    const order: unknown[] = [];
    await send(
      { ...get, method: "POST", body },
      { onSent: (sent, total) => order.push([sent, total]), onHead: () => order.push("head") },
    );
    expect(order).toEqual([[size, size], "head"]);
  });

  it("counts the whole multipart body of a small and of an empty file", async () => {
    for (const blob of [new Blob(["x"]), new Blob([])]) {
      await server.reset();
      const counts: [number, number][] = [];
      await send(upload(blob), { onSent: (sent, total) => counts.push([sent, total]) });
      const [request] = await server.requests({ complete: 1 });
      expect(counts.at(-1)).toEqual([request?.bytes, request?.bytes]);
    }
  });

  it("listens to the upload only when somebody wants to know", async () => {
    const listen = vi.spyOn(XMLHttpRequestUpload.prototype, "addEventListener");
    await send(upload(new Blob(["x"])));
    expect(listen).not.toHaveBeenCalled();
    await send(upload(new Blob(["x"])), { onSent: () => {} });
    expect(listen).toHaveBeenCalled();
  });

  it("never reads the file that it uploads", async () => {
    const blob = new Blob(["content"]);
    const read = vi.spyOn(Blob.prototype, "arrayBuffer");
    const answer = (await sendForJson(upload(blob))) as { files: { size: number }[] };
    expect(answer.files[0]?.size).toBe(7);
    expect(read).not.toHaveBeenCalled();
  });

  it("gathers a file in handles, of which only the last few megabytes are in memory", async () => {
    const sizes: number[] = [];
    class CountedBlob extends Blob {
      constructor(parts: BlobPart[] = [], options?: BlobPropertyBag) {
        super(parts, options);
        if (parts.some((part) => part instanceof Uint8Array)) sizes.push(this.size);
      }
    }
    const read = vi.spyOn(Blob.prototype, "arrayBuffer");
    const platform = { fetch, Blob: CountedBlob, crypto, XMLHttpRequest };
    const counting = createFiles({ packageUrl: "http://localhost/", ...platform });
    const counted = createHttp(counting, platform);
    const size = 10 * 1024 * 1024;
    const request: HttpRequest = { ...get, url: `${serverUrl}/made?zeros=${size}`, responseType: "file" };
    const { data } = await counted.send(request, {}, new AbortController().signal);
    expect(await counting.stat(data as string)).toEqual({ sizeBytes: size });
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBeLessThan(7 * 1024 * 1024);
    // Whether the browser has it all shows by its first byte.
    expect(read.mock.contexts.map((blob) => (blob as Blob).size)).toEqual([1]);
  });

  it("sends a GET without a content type, which would make the browser ask the server first", async () => {
    const headers = { "content-type": "application/json" };
    expect((await echo({ ...get, headers })).headers).not.toHaveProperty("content-type");
    expect((await echo({ ...get, method: "DELETE", headers })).headers["content-type"]).toBe("application/json");
  });

  it("tells how much arrived, and of how much", async () => {
    const counts: [number, number][] = [];
    const { data } = await send(
      { ...get, url: `${serverUrl}/1.jpg`, responseType: "bytes" },
      { onReceived: (received, total) => counts.push([received, total]) },
    );
    const size = (data as ArrayBuffer).byteLength;
    expect(counts.at(-1)).toEqual([size, size]);
  });

  it("does not use the browser's cache", async () => {
    const url = `${serverUrl}/1.jpg`;
    await send({ ...get, url });
    await send({ ...get, url });
    const requests = await server.requests({ complete: 2 });
    expect(requests.map(({ headers }) => headers["if-none-match"] ?? headers["if-modified-since"])).toEqual([
      undefined,
      undefined,
    ]);
  });

  it.each([
    ["text/plain; charset=gbk", [0xc3, 0xa8], "猫"],
    ['text/plain; charset="utf-16le"', [0x2b, 0x73], "猫"],
    ["text/plain", [0xef, 0xbb, 0xbf, 0xe7, 0x8c, 0xab], "猫"],
    ["text/plain; charset=nonsense", [0xe7, 0x8c, 0xab], "猫"],
  ])("decodes text of %s", async (contentType, bytes, expected) => {
    const fetchText = async (): Promise<Response> =>
      new Response(Uint8Array.from(bytes), { headers: { "content-type": contentType } });
    const platform: HttpPlatform = { fetch: fetchText, Blob, crypto, XMLHttpRequest };
    const { data } = await createHttp(files, platform).send(get, {}, new AbortController().signal);
    expect(data).toBe(expected);
  });

  it.each([
    ["not-supported", { ...get, method: "TRACE" }],
    ["network", { ...get, url: "http://" }],
    ["network", { ...get, url: "http://127.0.0.1:1/" }],
    ["network", { ...get, url: "http://127.0.0.1:1/", method: "POST", body: { kind: "text", text: "" } }],
    ["network", { ...get, method: "POST", headers: { "X-A": "猫" }, body: { kind: "text", text: "" } }],
    ["network", { ...get, headers: { "X-A": "猫" } }],
  ] satisfies [string, HttpRequest][])("rejects with %s: %o", async (code, request) => {
    await expect(send(request)).rejects.toMatchObject({ name: "HostError", code });
  });

  it.each([
    ["without a body", { ...get, url: `${serverUrl}/echo?hold=1` }],
    ["with a body", { ...get, url: `${serverUrl}/echo?hold=1`, method: "POST", body: { kind: "text", text: "x" } }],
  ] satisfies [string, HttpRequest][])("ends a request %s when it is aborted", async (_title, request) => {
    const controller = new AbortController();
    const heard: string[] = [];
    const events: HttpEvents = { onHead: () => heard.push("head"), onReceived: () => heard.push("received") };
    const answer = http.send(request, events, controller.signal);
    await server.requests({ count: 1 });
    controller.abort();
    await expect(answer).rejects.toMatchObject({ name: "HostError", code: "aborted" });
    await server.requests({ broken: 1 });
    expect(heard).toEqual([]);
  });

  it("sends nothing for a file that does not exist, or after an abort", async () => {
    const request = upload(new Blob(["x"]));
    const missing: HttpRequest = {
      ...request,
      body: {
        kind: "multipart",
        fields: [],
        file: { name: "file", path: "wxfile://tmp/none", filename: "none", contentType: "text/plain" },
      },
    };
    await expect(send(missing)).rejects.toMatchObject({ code: "not-found" });
    const controller = new AbortController();
    controller.abort();
    for (const each of [request, get]) {
      await expect(http.send(each, {}, controller.signal)).rejects.toMatchObject({ code: "aborted" });
    }
    expect(await server.requests()).toEqual([]);
  });
});
