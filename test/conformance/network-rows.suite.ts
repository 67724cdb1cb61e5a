import { afterEach, beforeEach, describe, expect, inject, it, vi, type MockInstance } from "vitest";
import type { AppEnvironment, Wx } from "../../src/core/api/index.ts";
import type { DomainLists } from "../../src/core/protocol/index.ts";
import { recordCallbacks, type RecordedCallbacks } from "../../src/testing/index.ts";
import type { LoggedRequest } from "../support/request-log.ts";
import { createServerLog, type ServerLog } from "./server-log.ts";

/** A device with files that talks to the test server. */
export interface NetworkRowsHost {
  readonly wx: Pick<
    Wx,
    | "canIUse"
    | "connectSocket"
    | "downloadFile"
    | "onSocketMessage"
    | "onSocketOpen"
    | "request"
    | "sendSocketMessage"
    | "uploadFile"
  >;
  /** Makes a local file and resolves with its path. */
  addFile(): Promise<string>;
  close(): Promise<void>;
}

/** How the app of a case differs from others. */
export type NetworkRowsSettings = Partial<Pick<AppEnvironment, "appId" | "domains" | "formDataEncoding">> & {
  readonly networkTimeout?: Partial<AppEnvironment["networkTimeout"]>;
};

/** Why a host can't do something. */
export interface NetworkRowsTraits {
  /** Why some headers of a request are not the app's. */
  readonly keepsHeaders?: string;
  /** Why cookies of a response can't be read. */
  readonly hidesCookies?: string;
  /** Why a server must allow the page. */
  readonly needsPermission?: string;
  /** Why a method is not sent. */
  readonly refusesTrace?: string;
  /** Why a request without a body has no content type. */
  readonly dropsContentType?: string;
  /** Why ten calls at once do not all reach the server at once. */
  readonly sharesConnections?: string;
  /** Why names of a response's headers are not as the server spells them. */
  readonly lowersNames?: string;
  /** Why a socket has no headers of the app. */
  readonly hasNoSocketHeaders?: string;
}

type Api = "downloadFile" | "request" | "uploadFile";
interface Answer {
  statusCode: number;
  header: Record<string, string>;
  cookies: string[];
}

const APIS = ["request", "uploadFile", "downloadFile"] as const;
const NO_DOMAINS: DomainLists = { request: [], socket: [], uploadFile: [], downloadFile: [] };

/** The rules of the platform's network that no other suite has, over real sockets. */
export function networkRowsSuite(
  create: (settings?: NetworkRowsSettings) => Promise<NetworkRowsHost>,
  serverUrl: string,
  traits: NetworkRowsTraits = {},
): void {
  const socketUrl = `${serverUrl.replace("http", "ws")}/socket`;
  let server: ServerLog;
  let hosts: NetworkRowsHost[];
  let warned: MockInstance<typeof console.warn>;

  beforeEach(async () => {
    warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    vi.spyOn(console, "error").mockImplementation(() => {});
    hosts = [];
    server = createServerLog(serverUrl);
    await server.reset();
  });
  afterEach(async () => {
    await server.end();
    for (const host of hosts) await host.close();
    vi.restoreAllMocks();
  });

  async function open(settings?: NetworkRowsSettings): Promise<NetworkRowsHost> {
    const host = await create(settings);
    hosts.push(host);
    return host;
  }

  /** Calls an API, with what it needs beside a URL. */
  async function start(
    { wx, addFile }: NetworkRowsHost,
    api: Api,
    path: string,
    options: object = {},
  ): Promise<RecordedCallbacks & { task: Record<string, (listener?: unknown) => void> }> {
    const callbacks = recordCallbacks();
    const upload = api === "uploadFile" ? { filePath: await addFile(), name: "file" } : {};
    const url = path.startsWith("/") ? serverUrl + path : path;
    const task: unknown = Reflect.apply(wx[api], undefined, [{ url, ...upload, ...options, ...callbacks }]);
    return { ...callbacks, task: task as Record<string, (listener?: unknown) => void> };
  }

  /** Calls an API and resolves with its result, which must be a success. */
  async function succeed(host: NetworkRowsHost, api: Api, path: string, options?: object): Promise<Answer> {
    const result = await (await start(host, api, path, options)).completed;
    expect(result).toHaveProperty("errMsg", `${api}:ok`);
    return result as unknown as Answer;
  }

  /** Calls an API with options and resolves with what reached the server. */
  async function send(api: Api, options: object, settings?: NetworkRowsSettings): Promise<LoggedRequest["headers"]> {
    await succeed(await open(settings), api, "/made?text=x", options);
    const [request, ...more] = await server.requests({ complete: 1 });
    expect(more).toEqual([]);
    return request?.headers ?? {};
  }

  const warnings = (): string => warned.mock.calls.flat().join("\n");
  const madeWith = (...headers: string[]): string => {
    return `/made?text=x${headers.map((header) => `&header=${encodeURIComponent(header)}`).join("")}`;
  };

  describe.each(APIS)("wx.%s", (api) => {
    it.skipIf(traits.keepsHeaders)("names the platform's page as its Referer, and no Origin", async () => {
      const headers = await send(api, { header: { referer: "https://app.example/" } }, { appId: "wx0011223344556677" });
      expect(headers["referer"]).toBe("https://servicewechat.com/wx0011223344556677/0/page-frame.html");
      expect(headers).not.toHaveProperty("origin");
    });

    it.skipIf(traits.keepsHeaders)("sends the Cookie and the User-Agent of the app", async () => {
      const headers = await send(api, { header: { Cookie: "a=1; b=2", "User-Agent": "mini program" } });
      expect(headers).toMatchObject({ cookie: "a=1; b=2", "user-agent": "mini program" });
    });

    it.runIf(traits.keepsHeaders)("goes without the headers that a browser keeps to itself, and says so", async () => {
      const headers = await send(api, { header: { Cookie: "a=1", "X-A": "1" } });
      expect(headers["x-a"]).toBe("1");
      expect(headers).not.toHaveProperty("cookie");
    });

    it("sends no cookie that a server has set", async () => {
      const host = await open();
      await succeed(host, api, madeWith("Set-Cookie:kept=1; Path=/"));
      await succeed(host, api, "/made");
      const requests = await server.requests({ complete: 2 });
      expect(requests.map(({ headers }) => headers["cookie"])).toEqual([undefined, undefined]);
    });

    it.skipIf(traits.hidesCookies)("gives every Set-Cookie with all that it says", async () => {
      const cookies = ["a=1; Path=/; HttpOnly", "b=2; Expires=Sat, 21 Nov 2099 07:00:00 GMT"];
      const answer = await succeed(await open(), api, madeWith(...cookies.map((cookie) => `Set-Cookie:${cookie}`)));
      expect(answer.cookies).toEqual(cookies);
      expect(answer.header["Set-Cookie"]).toBe(cookies.join(","));
      expect(answer.header["set-cookie"]).toBe(cookies.join(","));
    });

    it.runIf(traits.hidesCookies)("gives no cookies where they can't be read", async () => {
      const { header, cookies } = await succeed(await open(), api, madeWith("Set-Cookie:a=1"));
      expect(cookies).toEqual([]);
      expect(header).not.toHaveProperty("Set-Cookie");
      expect(header).not.toHaveProperty("set-cookie");
    });

    it("gives an empty list when there are no cookies", async () => {
      expect((await succeed(await open(), api, "/made")).cookies).toEqual([]);
    });

    it("joins a header of the response that comes twice", async () => {
      const { header } = await succeed(await open(), api, madeWith("x-twice:one", "x-twice:two"));
      expect(header["x-twice"]).toMatch(/^one, ?two$/);
    });

    it("lets the app read the usual headers in either case, and lists each once", async () => {
      const { header } = await succeed(await open(), api, madeWith('ETag:"1"', "Content-Type:text/plain"));
      expect([header["etag"], header["ETag"]]).toEqual(['"1"', '"1"']);
      expect([header["content-type"], header["Content-Type"]]).toEqual(["text/plain", "text/plain"]);
      const names = Object.keys(header).map((name) => name.toLowerCase());
      expect(names).toHaveLength(new Set(names).size);
    });

    it("sends numbers of headers as they are written, and warns of values that are no text", async () => {
      const headers = await send(api, { header: { "X-Number": 1.5, "X-True": true, "X-Null": null } });
      expect(headers).toMatchObject({ "x-number": "1.5", "x-true": "true", "x-null": "null" });
      expect(warnings()).toContain('"X-True"');
      expect(warnings()).toContain('"X-Null"');
      expect(warnings()).not.toContain('"X-Number"');
    });

    it.each([["text"], [1], [[["X-A", "1"]]], [null]])(
      "ignores headers that are no object, with a warning: %j",
      async (header) => {
        await send(api, { header });
        expect(warnings()).toContain(`${api}: header should be Object instead of`);
      },
    );

    it("sends the last of two spellings of a header's name", async () => {
      expect((await send(api, { header: { "X-Same": "1", "x-same": "2" } }))["x-same"]).toBe("2");
    });

    it("sends names of headers as they are written", async () => {
      await send(api, { header: { "X-MiXed": "1", "x-small": "2", "X-LARGE": "3" } });
      const [request] = await server.requests();
      expect(request?.headerNames).toEqual(expect.arrayContaining(["X-MiXed", "x-small", "X-LARGE"]));
    });

    it.skipIf(traits.lowersNames)("gives names of headers as the server spells them", async () => {
      const { header } = await succeed(await open(), api, madeWith("X-MiXed:1", "x-small:2"));
      expect(Object.keys(header)).toEqual(expect.arrayContaining(["X-MiXed", "x-small"]));
    });

    it.runIf(traits.lowersNames)("gives names of headers in small letters where their spelling is hidden", async () => {
      const { header } = await succeed(await open(), api, madeWith("X-MiXed:1"));
      expect(Object.keys(header)).toContain("x-mixed");
    });

    it.skipIf(traits.needsPermission)("reaches a server that allows no page of another origin anything", async () => {
      const path = madeWith("access-control-allow-origin:https://nobody.example", "x-secret:1");
      const { statusCode, header } = await succeed(await open(), api, path);
      expect({ statusCode, secret: header["x-secret"] }).toEqual({ statusCode: 200, secret: "1" });
    });

    it.runIf(traits.needsPermission)("fails for a server that does not allow the page", async () => {
      const path = madeWith("access-control-allow-origin:https://nobody.example");
      const { completed } = await start(await open(), api, path);
      expect(await completed).toEqual({
        errMsg: expect.stringMatching(new RegExp(`^${api}:fail net::ERR_[A-Z_]+$`)),
        errno: 600001,
      });
    });

    it("fails for a server that knows no version of TLS after 1.1, and sends it nothing", async () => {
      const { completed } = await start(await open(), api, `${inject("oldTlsUrl")}/secret`);
      // The certificate, which nobody trusts either, comes after the version.
      expect(await completed).toEqual({
        errMsg: expect.stringMatching(new RegExp(`^${api}:fail net::ERR_(?!CERT)[A-Z_]+$`)),
        errno: 600001,
      });
      expect(await server.requests()).toEqual([]);
    });

    it("ends at the time limit of the app, unless the call has one of its own", async () => {
      const host = await open({ networkTimeout: { [api]: 300 } });
      const limited = await start(host, api, "/made?hold=body");
      const own = await start(host, api, "/made?delay=900", { timeout: 60_000 });
      expect(await limited.completed).toEqual({ errMsg: `${api}:fail timeout`, errno: 5 });
      expect(await own.completed).toHaveProperty("errMsg", `${api}:ok`);
    });

    it("leaves the queue when it is aborted, and sends nothing", async () => {
      const host = await open();
      const held = [];
      for (let count = 0; count < 10; count += 1) held.push(await start(host, api, "/made?hold=body"));
      const { task, calls, completed } = await start(host, api, "/made?queued");
      task["abort"]?.();
      expect(await completed).toEqual({ errMsg: `${api}:fail abort` });
      for (const { task: other } of held) other["abort"]?.();
      await Promise.all(held.map((each) => each.completed));
      await succeed(host, api, "/made?after");
      expect((await server.requests()).map(({ url }) => url)).not.toContain("/made?queued");
      expect(calls.map(([name]) => name)).toEqual(["fail", "complete"]);
    });

    it.skipIf(traits.sharesConnections)("has a queue of its own", async () => {
      const host = await open();
      // Browsers open six connections to one name, so two names are needed for ten and one more.
      const names = [serverUrl, serverUrl.replace("127.0.0.1", "localhost")];
      const held = [];
      for (let count = 0; count < 10; count += 1)
        held.push(await start(host, api, `${names[count % 2]}/made?hold=body`));
      await server.requests({ open: 10 });
      for (const other of APIS.filter((name) => name !== api)) await succeed(host, other, "/made?text=x");
      await server.release();
      for (const { completed } of held) expect(await completed).toHaveProperty("errMsg", `${api}:ok`);
    });

    it("takes options that choose how it is sent, which change nothing", async () => {
      const dns = { enableHttpDNS: false, httpDNSServiceId: "x", httpDNSTimeout: 1, enableHttpDNSFallback: false };
      const options = { enableHttp2: true, enableQuic: true, useHighPerformanceMode: false, enableProfile: false };
      const { header } = await succeed(
        await open(),
        api,
        "/made?text=x",
        api === "request" ? { ...options, ...dns } : options,
      );
      expect(header["content-length"]).toBe("1");
    });

    it("tells once of headers after redirects: of those of the last response", async () => {
      const host = await open();
      const heard: Answer[] = [];
      const { task, completed } = await start(host, api, "/made?redirects=3&text=x&status=404&header=x-last:1");
      task["onHeadersReceived"]?.((event: Answer) => heard.push(event));
      await completed;
      expect(heard.map(({ header }) => header["x-last"])).toEqual(["1"]);
    });

    it("lets addresses of the local network through, which no list can have, but not those of this machine", async () => {
      const host = await open({ domains: NO_DOMAINS });
      const refused = { errMsg: `${api}:fail url not in domain list`, errno: 600002 };
      // Whoever answers, or nobody.
      const near = await start(host, api, "http://192.168.255.255:9/", { timeout: 300 });
      expect(await near.completed).not.toHaveProperty("errno", refused.errno);
      for (const url of ["http://127.0.0.1:9/", "http://localhost:9/", "http://[::1]:9/", "http://0.0.0.0:9/"]) {
        expect(await (await start(host, api, url)).completed).toEqual(refused);
      }
    });

    const list = api;
    it.each([
      ["the port of the standard written out", ["name.invalid"], "https://name.invalid:443/"],
      ["another port", ["name.invalid"], "https://name.invalid:8443/"],
      ["no port where the list has one", ["https://name.invalid:8443"], "https://name.invalid/"],
      ["a host below one of the list", ["name.invalid"], "https://www.name.invalid/"],
      ["a host above one of the list", ["www.name.invalid"], "https://name.invalid/"],
      ["a host that ends alike", ["name.invalid"], "https://othername.invalid/"],
      ["a listed host as a user name", ["name.invalid"], "https://name.invalid@other.invalid/"],
      ["plain HTTP", ["name.invalid"], "http://name.invalid/"],
    ])("is not in the list of domains with %s", async (_what, entries, url) => {
      const { completed } = await start(await open({ domains: { ...NO_DOMAINS, [list]: entries } }), api, url);
      expect(await completed).toEqual({ errMsg: `${api}:fail url not in domain list`, errno: 600002 });
    });

    it.each([
      ["another case and path", ["name.invalid"], "https://NAME.invalid/a?b#c"],
      ["the port of the list", ["https://name.invalid:8443"], "https://name.invalid:8443/"],
    ])("is in the list of domains with %s", async (_what, entries, url) => {
      const { completed } = await start(await open({ domains: { ...NO_DOMAINS, [list]: entries } }), api, url);
      // The name is one that never exists.
      expect(await completed).toMatchObject({ errno: 600001 });
    });
  });

  describe("wx.request", () => {
    it.skipIf(traits.dropsContentType)("says that it sends JSON, also when it sends nothing", async () => {
      expect((await send("request", {}))["content-type"]).toBe("application/json");
    });

    it.runIf(traits.dropsContentType)("names no content type when it sends nothing", async () => {
      expect(await send("request", {})).not.toHaveProperty("content-type");
    });

    it.skipIf(traits.refusesTrace)("sends a TRACE, without data", async () => {
      await succeed(await open(), "request", "/made?text=x", { method: "trace", data: { a: 1 } });
      expect(await server.requests({ complete: 1 })).toMatchObject([
        { method: "TRACE", url: "/made?text=x", bytes: 0 },
      ]);
    });

    it.runIf(traits.refusesTrace)("does not support TRACE where it can't be sent", async () => {
      const { completed } = await start(await open(), "request", "/made", { method: "TRACE" });
      expect(await completed).toEqual({ errMsg: "request:fail not supported", errno: 100 });
      expect(await server.requests()).toEqual([]);
    });

    it("fails with CONNECT, for which no host makes a tunnel", async () => {
      const { completed, calls } = await start(await open(), "request", "/made", { method: "CONNECT" });
      expect(await completed).toHaveProperty(
        "errMsg",
        expect.stringMatching(/^request:fail (?:not supported|net::ERR_[A-Z_]+)$/),
      );
      expect(calls.map(([name]) => name)).toEqual(["fail", "complete"]);
      expect(await server.requests()).toEqual([]);
    });

    it("sends the content type once, its name in small letters", async () => {
      await send("request", { header: { "CONTENT-Type": "text/plain" }, method: "POST", data: "x" });
      const [request] = await server.requests();
      expect(request?.headers["content-type"]).toBe("text/plain");
      expect(request?.headerNames.filter((name) => /^content-type$/i.test(name))).toEqual(["content-type"]);
    });

    it("sends no bytes with a HEAD", async () => {
      await succeed(await open(), "request", "/made?x=1", { method: "HEAD", data: new ArrayBuffer(3) });
      expect(await server.requests({ complete: 1 })).toMatchObject([{ method: "HEAD", url: "/made?x=1", bytes: 0 }]);
    });

    it.each([
      [301, "GET", 0],
      [302, "GET", 0],
      [303, "GET", 0],
      [307, "POST", 7],
      [308, "POST", 7],
    ])("that is a POST follows a redirect of status %i as a %s with %i bytes", async (status, method, bytes) => {
      const path = `/made?status=${status}&header=location:/made%3Fthere`;
      await succeed(await open(), "request", path, { method: "POST", data: { a: 1 } });
      const requests = await server.requests({ complete: 2 });
      expect(requests[1]).toMatchObject({ url: "/made?there", method, bytes });
    });

    it("tells of the status and the cookies with the headers", async () => {
      const heard: object[] = [];
      const { task, completed } = await start(await open(), "request", "/made?status=404");
      task["onHeadersReceived"]?.((event: object) => heard.push(event));
      await completed;
      expect(heard).toEqual([{ header: expect.any(Object), statusCode: 404, cookies: [] }]);
    });

    it("tells nobody of headers when all listeners were taken off", async () => {
      const heard: string[] = [];
      const { task, completed } = await start(await open(), "request", "/made");
      for (const name of ["first", "second"]) task["onHeadersReceived"]?.(() => heard.push(name));
      task["offHeadersReceived"]?.();
      await completed;
      expect(heard).toEqual([]);
    });

    it("tells no listener of headers that was taken off", async () => {
      const heard: string[] = [];
      const { task, completed } = await start(await open(), "request", "/made");
      const first = (): void => void heard.push("first");
      task["onHeadersReceived"]?.(first);
      task["onHeadersReceived"]?.(() => heard.push("second"));
      task["offHeadersReceived"]?.(first);
      await completed;
      expect(heard).toEqual(["second"]);
    });

    it("has an empty buffer as its data when pieces came before", async () => {
      const options = { enableChunked: true, responseType: "arraybuffer" };
      const { completed } = await start(await open(), "request", "/made?text=x", options);
      const { data } = (await completed) as unknown as { data: ArrayBuffer };
      expect(data).toBeInstanceOf(ArrayBuffer);
      expect(data.byteLength).toBe(0);
    });

    it("ends once when it is aborted twice", async () => {
      const { task, calls, completed } = await start(await open(), "request", "/made?hold=body");
      await server.requests({ open: 1 });
      task["abort"]?.();
      task["abort"]?.();
      expect(await completed).toEqual({ errMsg: "request:fail abort" });
      await server.requests({ broken: 1 });
      expect(calls).toHaveLength(2);
    });

    it.each(["enableHttpDNS", "forceCellularNetwork"])("does not support %s, which no host has", async (option) => {
      const host = await open();
      const { completed } = await start(host, "request", "/made", { [option]: true });
      expect(await completed).toEqual({ errMsg: "request:fail not supported", errno: 100 });
      expect(host.wx.canIUse(`request.object.${option}`)).toBe(false);
      expect(await server.requests()).toEqual([]);
    });

    it.skipIf(traits.sharesConnections)("runs ten at once, and the eleventh when one of them ends", async () => {
      const host = await open();
      const names = [serverUrl, serverUrl.replace("127.0.0.1", "localhost")];
      const all = [];
      for (let call = 0; call < 11; call += 1) {
        all.push(await start(host, "request", `${names[call % 2]}/made?hold=body&call=${call}`));
      }
      const held = await server.requests({ open: 10 });
      expect(held.filter(({ url }) => url.endsWith("call=10"))).toEqual([]);
      all[0]?.task["abort"]?.();
      expect((await server.requests({ count: 11 })).at(-1)?.url).toContain("call=10");
      await server.release();
      for (const { completed } of all.slice(1)) expect(await completed).toHaveProperty("errMsg", "request:ok");
    });

    it("counts its time limit from its turn, not from the call", async () => {
      const host = await open();
      const slow = [];
      for (let count = 0; count < 10; count += 1) slow.push(await start(host, "request", "/made?delay=3000"));
      const { completed } = await start(host, "request", "/made?text=x", { timeout: 2900 });
      expect(await completed).toHaveProperty("errMsg", "request:ok");
      await Promise.all(slow.map((each) => each.completed));
    });
  });

  describe("wx.uploadFile", () => {
    const fieldsOf = async (formData: unknown, settings?: NetworkRowsSettings): Promise<object> => {
      const host = await open(settings);
      const answer = await succeed(host, "uploadFile", "/upload", { formData });
      return (JSON.parse((answer as unknown as { data: string }).data) as { fields: object }).fields;
    };
    const formData = {
      text: "猫",
      number: 1.5,
      yes: true,
      nothing: null,
      missing: undefined,
      object: { a: { b: [1] } },
      list: [1, "2"],
    };

    it("sends nested fields as JSON, other values as text, and none for undefined", async () => {
      expect(await fieldsOf(formData)).toEqual({
        text: "猫",
        number: "1.5",
        yes: "true",
        nothing: "null",
        object: '{"a":{"b":[1]}}',
        list: '[1,"2"]',
      });
      expect(warned).toHaveBeenCalledOnce();
      expect(warnings()).toContain('"object", "list"');
    });

    it("sends fields as WeChat may do it, where the app is set up so", async () => {
      expect(await fieldsOf(formData, { formDataEncoding: "wechat" })).toEqual({
        text: "猫",
        number: "1.5",
        yes: "[object Boolean]",
        nothing: "[object Null]",
        missing: "[object Undefined]",
        object: "[object Object]",
        list: "[object Array]",
      });
    });

    it.each([["a=1"], [[["a", "1"]]], [1], [null]])(
      "ignores fields that are no object, with a warning: %j",
      async (fields) => {
        expect(await fieldsOf(fields)).toEqual({});
        expect(warnings()).toContain("uploadFile: formData should be Object instead of");
      },
    );
  });

  describe("wx.downloadFile", () => {
    it("takes no more than 200 MB", async () => {
      const { completed } = await start(await open(), "downloadFile", `/made?stream=${200 * 1024 * 1024 + 1}`);
      expect(await completed).toEqual({ errMsg: "downloadFile:fail exceed max file size", errno: 603301 });
      await server.requests({ broken: 1 });
    });
  });

  describe("wx.connectSocket", () => {
    it("ends at the time limit of the app, unless the call has one of its own", async () => {
      const { wx } = await open({ networkTimeout: { connectSocket: 300 } });
      const limited = wx.connectSocket({ url: `${socketUrl}?hold=1`, success() {} });
      const failed = new Promise((resolve) => limited.onError(resolve));
      const own = wx.connectSocket({ url: `${socketUrl}?delay=900`, timeout: 60_000, success() {} });
      const opened = new Promise<void>((resolve) => own.onOpen(() => resolve()));
      expect(await failed).toEqual({ errMsg: "connectSocket:fail timeout", errno: 5 });
      await opened;
      await close(own);
    });

    it("takes options that choose how messages travel, which change nothing of them", async () => {
      const { wx } = await open();
      const task = wx.connectSocket({ url: socketUrl, tcpNoDelay: true, perMessageDeflate: true, success() {} });
      await new Promise<void>((resolve) => task.onOpen(() => resolve()));
      const echoed = new Promise((resolve) => task.onMessage(({ data }) => resolve(data)));
      task.send({ data: "猫".repeat(1000) });
      expect(await echoed).toBe("猫".repeat(1000));
      await close(task);
    });

    it("calls listeners in the order in which they were added, and each once", async () => {
      const { wx } = await open();
      const heard: string[] = [];
      const task = wx.connectSocket({ url: socketUrl, success() {} });
      const [first, second] = ["first", "second"].map((name) => () => void heard.push(name));
      for (const listener of [first, second, first]) if (listener !== undefined) task.onOpen(listener);
      await new Promise<void>((resolve) => task.onOpen(() => resolve()));
      expect(heard).toEqual(["first", "second"]);
      await close(task);
    });

    it("gives a Task whose state can be read, and nothing of it replaced", async () => {
      const { wx } = await open();
      const task = wx.connectSocket({ url: socketUrl, success() {} });
      expect([task.CONNECTING, task.OPEN, task.CLOSING, task.CLOSED]).toEqual([0, 1, 2, 3]);
      expect(Reflect.set(task, "readyState", 3)).toBe(false);
      expect(Reflect.set(task, "OPEN", 3)).toBe(false);
      expect(task.readyState).toBe(0);
      await new Promise<void>((resolve) => task.onOpen(() => resolve()));
      await close(task);
    });

    it("leaves the listeners of wx where they are, for the connections that follow", async () => {
      const { wx } = await open();
      const heard: unknown[] = [];
      wx.onSocketOpen(() => heard.push("open"));
      const echoes: ((data: unknown) => void)[] = [];
      wx.onSocketMessage(({ data }) => echoes.shift()?.(data));
      for (const text of ["one", "two"]) {
        const task = wx.connectSocket({ url: socketUrl, success() {} });
        await new Promise<void>((resolve) => task.onOpen(() => resolve()));
        const echoed = new Promise((resolve) => echoes.push(resolve));
        await wx.sendSocketMessage({ data: text });
        expect(await echoed).toBe(text);
        await close(task);
      }
      expect(heard).toEqual(["open", "open"]);
    });

    it("lets addresses of the local network through, which no list can have, but not those of this machine", async () => {
      const { wx } = await open({ domains: NO_DOMAINS });
      const near = recordCallbacks();
      // Whoever answers, or nobody.
      wx.connectSocket({ url: "ws://192.168.255.255:9/", ...near }).close();
      expect(await near.completed).toEqual({ errMsg: "connectSocket:ok" });
      for (const url of ["ws://127.0.0.1:9/", "ws://localhost:9/", "ws://[::1]:9/"]) {
        const callbacks = recordCallbacks();
        wx.connectSocket({ url, ...callbacks });
        expect(await callbacks.completed).toEqual({
          errMsg: "connectSocket:fail url not in domain list",
          errno: 600002,
        });
      }
    });

    it.skipIf(traits.hasNoSocketHeaders)(
      "sends headers as they are written, and warns of values that are no text",
      async () => {
        const { wx } = await open();
        const header = { "X-MiXed": "a", "X-Number": 1.5, "X-True": true, referer: "https://app.example/" };
        const task = wx.connectSocket({ url: socketUrl, header, success() {} });
        await new Promise<void>((resolve) => task.onOpen(() => resolve()));
        const [request] = await server.requests({ open: 1 });
        expect(request?.headers).toMatchObject({ "x-mixed": "a", "x-number": "1.5", "x-true": "true" });
        expect(request?.headers["referer"]).not.toContain("app.example");
        expect(request?.headerNames).toContain("X-MiXed");
        expect(warnings()).toContain('connectSocket: header "X-True"');
        expect(warnings()).not.toContain('"X-Number"');
        await close(task);
      },
    );

    it.each([["text"], [1], [[["X-A", "1"]]], [null]])(
      "ignores headers that are no object, with a warning: %j",
      async (header) => {
        const { wx } = await open();
        const options = { url: socketUrl, header, success() {} };
        const task = Reflect.apply(wx.connectSocket, undefined, [options]) as ReturnType<Wx["connectSocket"]>;
        await new Promise<void>((resolve) => task.onOpen(() => resolve()));
        expect(warnings()).toContain("connectSocket: header should be Object instead of");
        await close(task);
      },
    );

    it.each([
      ["a host below one of the list", "wss://www.name.invalid/"],
      ["a connection that is not encrypted", "ws://name.invalid/"],
    ])("is not in the list of domains with %s", async (_what, url) => {
      const { wx } = await open({ domains: { ...NO_DOMAINS, socket: ["name.invalid"] } });
      const callbacks = recordCallbacks();
      wx.connectSocket({ url, ...callbacks });
      expect(await callbacks.completed).toEqual({ errMsg: "connectSocket:fail url not in domain list", errno: 600002 });
    });

    it.each(["wss://name.invalid/", "wss://name.invalid:443/", "wss://name.invalid:8443/a"])(
      "is in the list of domains with any port: %s",
      async (url) => {
        const { wx } = await open({ domains: { ...NO_DOMAINS, socket: ["name.invalid"] } });
        const callbacks = recordCallbacks();
        const task = wx.connectSocket({ url, ...callbacks });
        const failed = new Promise((resolve) => task.onError(resolve));
        expect(await callbacks.completed).toEqual({ errMsg: "connectSocket:ok" });
        // The name is one that never exists.
        expect(await failed).toMatchObject({ errno: 605103 });
      },
    );

    function close(task: ReturnType<Wx["connectSocket"]>): Promise<void> {
      return new Promise((resolve) => {
        task.onClose(() => resolve());
        task.close();
      });
    }
  });
}
