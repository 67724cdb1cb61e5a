import { afterEach, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { createFiles, type BrowserFiles } from "../../src/browser/worker/files.ts";
import { createGatewayHttp } from "../../src/browser/worker/gateway-http.ts";
import { createGatewaySocket } from "../../src/browser/worker/gateway-socket.ts";
import type { HttpEvents, HttpRequest, HttpResponse, SocketEnd } from "../../src/core/ports/index.ts";
import { GATEWAY_PROTOCOL, type GatewayAccess } from "../../src/core/protocol/index.ts";
import { GATEWAY_TOKEN } from "../support/gateway-access.ts";
import { gatewayAccess } from "./gateway-hosts.ts";
import { createServerLog } from "./server-log.ts";

const serverUrl = inject("serverUrl");
const get: HttpRequest = { url: `${serverUrl}/echo`, method: "GET", headers: {}, responseType: "text" };
const made = (query: string): string => `${serverUrl}/made?${query}`;

describe("a browser with a gateway, beyond the contract", () => {
  let files: BrowserFiles;
  let access: GatewayAccess;
  let warn: ReturnType<typeof vi.spyOn>;
  const server = createServerLog(serverUrl);

  beforeEach(async () => {
    warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    files = createFiles({ packageUrl: "http://localhost/", fetch, Blob, crypto, XMLHttpRequest });
    access = gatewayAccess();
    await server.reset();
  });
  afterEach(() => vi.restoreAllMocks());

  function send(
    request: HttpRequest,
    events: HttpEvents = {},
    change: Partial<GatewayAccess> = {},
  ): Promise<HttpResponse> {
    const platform = { fetch, Blob, crypto, XMLHttpRequest };
    const http = createGatewayHttp({ access: { ...access, ...change }, files, platform });
    return http.send(request, events, new AbortController().signal);
  }

  const seenHeaders = async (): Promise<Record<string, unknown>> =>
    (await server.requests({ count: 1 }))[0]?.headers ?? {};

  it("sends the headers that browsers refuse, and none of the browser's own", async () => {
    const headers = { Cookie: "a=1", "User-Agent": "mini", referer: "https://servicewechat.com/x", "Sec-A": "1" };
    await send({ ...get, headers });
    const seen = await seenHeaders();
    expect(seen).toMatchObject({
      cookie: "a=1",
      "user-agent": "mini",
      referer: "https://servicewechat.com/x",
      "sec-a": "1",
    });
    for (const name of ["origin", "sec-fetch-site", "x-minihost-token"]) expect(seen).not.toHaveProperty(name);
  });

  it("reads Set-Cookie, and names as the server spells them", async () => {
    const { header, cookies } = await send({ ...get, url: made("text=x&header=Set-Cookie:a%3D1&header=X-MiXed:1") });
    expect(cookies).toEqual(["a=1"]);
    expect(header).toMatchObject({ "X-MiXed": "1" });
    expect(document.cookie).not.toContain("a=1");
  });

  it("sends TRACE, but not CONNECT", async () => {
    await send({ ...get, method: "TRACE" });
    expect(await server.requests({ complete: 1 })).toMatchObject([{ method: "TRACE" }]);
    await expect(send({ ...get, method: "CONNECT" })).rejects.toMatchObject({ code: "not-supported" });
  });

  it.each([
    ["http://127.0.0.1:9/", "net::ERR_CONNECTION_REFUSED"],
    ["http://name.invalid/", "net::ERR_NAME_NOT_RESOLVED"],
    [`${inject("tlsUrl")}/`, "net::ERR_CERT_AUTHORITY_INVALID"],
    [`${serverUrl}/echo?drop=0`, "net::ERR_CONNECTION_RESET"],
  ])("says why there is no answer from %s", async (url, message) => {
    await expect(send({ ...get, url })).rejects.toMatchObject({ code: "network", message });
  });

  describe("redirects", () => {
    const to = (location: string, status = 302): string =>
      made(`status=${status}&header=location:${encodeURIComponent(location)}`);
    const other = serverUrl.replace("127.0.0.1", "localhost");

    it("are followed by the page, which hears of each before", async () => {
      const heard: string[] = [];
      const { statusCode } = await send({ ...get, url: to("/echo") }, { onRedirect: (url) => heard.push(url) });
      expect({ statusCode, heard }).toEqual({ statusCode: 200, heard: [`${serverUrl}/echo`] });
    });

    it("end where the page says so", async () => {
      const refusal = new Error("no further");
      const onRedirect = (): never => {
        throw refusal;
      };
      await expect(send({ ...get, url: to("/echo") }, { onRedirect })).rejects.toBe(refusal);
      expect(await server.requests()).toHaveLength(1);
    });

    it("end after twenty", async () => {
      // Its location leads to itself.
      await expect(send({ ...get, url: to("") })).rejects.toMatchObject({ code: "too-many-redirects" });
      expect(await server.requests({ complete: 21 })).toHaveLength(21);
    });

    it("send a file again, and count it once", async () => {
      const file = { name: "file", path: files.adopt(new Blob(["content"])), filename: "a", contentType: "text/plain" };
      const counts: number[] = [];
      const { data } = await send(
        { ...get, url: to("/upload", 307), method: "POST", body: { kind: "multipart", fields: [], file } },
        { onSent: (sent) => counts.push(sent) },
      );
      expect(JSON.parse(data as string)).toMatchObject({ files: [{ size: 7 }] });
      expect(counts).toEqual(counts.toSorted((a, b) => a - b));
      expect(new Set(counts).size).toBe(counts.length);
    });

    it("take no secrets to another server", async () => {
      const headers = { Cookie: "a=1", Authorization: "b", "X-A": "1" };
      const { data } = await send({ ...get, url: to(`${other}/echo`), headers });
      const echoed = (JSON.parse(data as string) as { headers: object }).headers;
      expect(echoed).toMatchObject({ "x-a": "1" });
      expect(echoed).not.toHaveProperty("cookie");
      expect(echoed).not.toHaveProperty("authorization");
    });
  });

  describe("the browser's cache", () => {
    const url = (query: string): string => made(`text=x&${query}&unique=${Math.random()}`);

    it("answers what it may, and keeps what the server had said", async () => {
      const request: HttpRequest = { ...get, url: url("header=cache-control:max-age=60&header=X-A:1"), cache: "http" };
      const [first, second] = [await send(request), await send(request)];
      expect(second).toEqual(first);
      expect(second.header).toMatchObject({ "X-A": "1" });
      expect(await server.requests({ complete: 1 })).toHaveLength(1);
    });

    it("does not answer a request with other headers, or one that wants no cache", async () => {
      const request: HttpRequest = { ...get, url: url("header=cache-control:max-age=60"), cache: "http" };
      await send(request);
      await send({ ...request, headers: { "X-A": "1" } });
      await send({ ...request, cache: undefined });
      expect(await server.requests({ complete: 3 })).toHaveLength(3);
    });
  });

  describe("who sends a request", () => {
    const isDirect = async (request: HttpRequest, change?: Partial<GatewayAccess>): Promise<boolean> => {
      await server.reset();
      await send(request, {}, change);
      return "origin" in (await seenHeaders());
    };

    it("is the gateway, but for servers that are named as direct where nothing is lost", async () => {
      const direct = [serverUrl];
      const referer = { referer: "https://servicewechat.com/x" };
      expect(await isDirect(get)).toBe(false);
      expect(await isDirect({ ...get, headers: referer }, { direct })).toBe(true);
      expect(await isDirect({ ...get, headers: { Cookie: "a=1" } }, { direct })).toBe(false);
      expect(await isDirect({ ...get, redirect: "manual" }, { direct })).toBe(false);
    });

    it("is the browser, for an address of this machine that nobody named", async () => {
      expect(await isDirect(get, { named: [] })).toBe(true);
      expect(warn).not.toHaveBeenCalled();
    });
  });

  describe("hints", () => {
    it("tell once what to name, when the browser did not reach a server of this machine", async () => {
      for (let time = 0; time < 2; time += 1) {
        await expect(send({ ...get, url: "http://127.0.0.1:1/a" }, {}, { named: [] })).rejects.toMatchObject({
          code: "network",
        });
      }
      expect(warn.mock.calls.flat().join("\n")).toContain('domains: { request: ["http://127.0.0.1:1"] }');
    });

    it("tell what to name, when the gateway refuses a server that nobody named", async () => {
      // The page believes that it is named.
      const url = "http://127.0.0.1:1";
      await expect(send({ ...get, url }, {}, { named: [url] })).rejects.toMatchObject({
        message: "net::ERR_BLOCKED_BY_PRIVATE_NETWORK_ACCESS_CHECKS",
      });
      expect(warn.mock.calls).toEqual([[expect.stringContaining(`domains: { request: ["${url}"] }`)]]);
    });

    it("tell that the page is out of date, when the gateway does not know it", async () => {
      const failing = send(get, {}, { token: "another-token-of-the-tests" });
      await expect(failing).rejects.toMatchObject({ code: "network", message: "net::ERR_TUNNEL_CONNECTION_FAILED" });
      expect(warn.mock.calls).toEqual([[expect.stringContaining("status 403")]]);
      expect(await server.requests()).toEqual([]);
    });
  });

  it("lets no app speak to the gateway itself", async () => {
    const headers = { "X-Minihost-Token": GATEWAY_TOKEN, "x-minihost-gateway": JSON.stringify({ url: get.url }) };
    const { statusCode } = await send({ ...get, url: access.url, method: "POST", headers }, {}, { named: [] });
    expect(statusCode).toBe(403);
    const protocols = [GATEWAY_PROTOCOL, GATEWAY_TOKEN];
    const url = access.url.replace("http", "ws");
    const end = await new Promise<SocketEnd>((resolve) => {
      const socket = createGatewaySocket({ ...access, named: [] }, { WebSocket, setTimeout });
      socket.open(
        { url, protocols, headers: {}, perMessageDeflate: false },
        { onOpen() {}, onMessage() {}, onEnd: resolve },
      );
    });
    expect(end).toEqual({ failure: "net::ERR_BLOCKED_BY_CLIENT" });
  });
});
