import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Wx } from "../../src/core/api/index.ts";
import { recordCallbacks, type RecordedCallbacks } from "../../src/testing/index.ts";
import { createServerLog, type Ask, type ServerLog } from "./server-log.ts";

/** A device that talks to the test server. */
export interface FaultyNetworkHost {
  readonly wx: Pick<Wx, "downloadFile" | "request" | "uploadFile">;
  /** Address of the test server by IP, without a slash at its end. */
  readonly serverUrl: string;
  /** Its address by TLS, with a certificate that nobody trusts. */
  readonly tlsUrl: string;
  /** What callbacks and listeners threw. */
  readonly errors: readonly unknown[];
  /** How the test itself talks to the server, where that must leave no connection. */
  readonly ask?: Ask;
  /** Makes a local file of so many zeros and resolves with its path. */
  addFile(sizeBytes: number): Promise<string>;
  /** Counts what is open for calls, and the temporary files but for those of `addFile`. */
  openCounts(): Promise<{ files: number; requests: number; timers: number }>;
  /** Frees everything, and rejects when a call left something open. */
  close(): Promise<void>;
}

/** Why a host can't do something. */
export interface FaultTraits {
  /** Why it can't tell that there were too many redirects from any other failure. */
  readonly hidesRedirects?: string;
  /** Why the test can't ask what the host makes of a certificate that nobody trusts. */
  readonly trustsAnyCertificate?: string;
  /** Why it takes half of a compressed body for the whole. */
  readonly missesHalfEncoding?: string;
}

type Api = "downloadFile" | "request" | "uploadFile";
type AnyTask = Record<string, (listener?: unknown) => void>;

const APIS = ["request", "uploadFile", "downloadFile"] as const;
const MEBIBYTE = 1024 * 1024;
const EVENTS = {
  request: ["HeadersReceived", "ChunkReceived"],
  uploadFile: ["HeadersReceived", "ProgressUpdate"],
  downloadFile: ["HeadersReceived", "ProgressUpdate"],
} as const;

/** What calls make of bad input and of networks that fail: each settles once, in the platform's words, and nothing stays open. */
export function networkFaultsSuite(create: () => Promise<FaultyNetworkHost>, traits: FaultTraits = {}): void {
  let host: FaultyNetworkHost;
  let server: ServerLog;
  let calls: RecordedCallbacks[];

  beforeEach(async () => {
    for (const method of ["error", "warn"] as const) vi.spyOn(console, method).mockImplementation(() => {});
    host = await create();
    calls = [];
    server = createServerLog(host.serverUrl, host.ask);
    await server.reset();
  });
  afterEach(async () => {
    await server.end();
    const results = calls.flatMap(({ calls: heard }) => heard).filter(([name]) => name === "success");
    const files = results.filter(([, result]) => "tempFilePath" in result).length;
    // A call that is aborted settles at once, and what it had open goes a little later.
    await expect.poll(() => host.openCounts()).toEqual({ files, requests: 0, timers: 0 });
    await host.close();
    vi.restoreAllMocks();
    // Whatever came later than a test looked: no call settled again.
    for (const { calls: heard } of calls) {
      expect(heard.map(([name]) => name)).toEqual([expect.stringMatching(/^(success|fail)$/), "complete"]);
    }
  });

  /** Calls an API whose callbacks are watched. */
  async function call(api: Api, options: object): Promise<{ callbacks: RecordedCallbacks; task: AnyTask }> {
    const callbacks = recordCallbacks();
    calls.push(callbacks);
    const upload = api === "uploadFile" ? { filePath: await host.addFile(10), name: "file" } : {};
    const task: unknown = Reflect.apply(host.wx[api], undefined, [{ ...upload, ...options, ...callbacks }]);
    return { callbacks, task: task as AnyTask };
  }

  /** Calls an API and resolves with its failure. */
  async function fail(api: Api, options: object): Promise<object> {
    const { callbacks } = await call(api, options);
    const failure = await callbacks.completed;
    expect(callbacks.calls[0]?.[0]).toBe("fail");
    return failure;
  }

  /** Calls an API and resolves with its result. */
  async function succeed(api: Api, options: object): Promise<object> {
    const { callbacks } = await call(api, options);
    const result = await callbacks.completed;
    expect(result).toHaveProperty("errMsg", `${api}:ok`);
    return result;
  }

  const at = (path: string): string => host.serverUrl + path;
  const networkFailure = (api: Api): object => ({
    errMsg: expect.stringMatching(new RegExp(`^${api}:fail net::ERR_[A-Z_]+$`)),
    errno: 600001,
  });

  describe.each(APIS)("%s", (api) => {
    it.each([
      "",
      "test.php",
      "/upload",
      "./a",
      "?a=1",
      "//127.0.0.1/upload",
      "127.0.0.1:8090/upload",
      "http:/a",
      "http://",
      "https://[::1",
      "http://127.0.0.1:99999/",
      " http://127.0.0.1/",
      "ftp://127.0.0.1/",
      "ws://127.0.0.1/",
      "file:///etc/passwd",
      "blob:http://127.0.0.1/1",
      "data:text/plain,x",
      "javascript:alert(1)",
      "wxfile://tmp/a.txt",
    ])("refuses a URL that is not absolute HTTP: %j", async (url) => {
      expect(await fail(api, { url })).toEqual({ errMsg: `${api}:fail invalid url "${url}"`, errno: 600009 });
      expect(await server.requests()).toEqual([]);
    });

    it.each([
      ["Undefined", undefined],
      ["Null", null],
      ["Number", 1],
      ["Boolean", true],
      ["Object", {}],
      ["Array", ["http://127.0.0.1/"]],
      ["URL", new URL("http://127.0.0.1/")],
      ["Symbol", Symbol("url")],
      ["Function", () => "http://127.0.0.1/"],
    ])("refuses a URL that is no text but of the type %s", async (type, url) => {
      expect(await fail(api, { url })).toEqual({
        errMsg: `${api}:fail parameter error: parameter.url should be String instead of ${type};`,
        errno: 1001,
      });
      expect(await server.requests()).toEqual([]);
    });

    it("adds no header of line breaks in a URL", async () => {
      await succeed(api, { url: at("/made?a=1\r\nX-Evil: 1\r\n\r\n") });
      const [request, ...more] = await server.requests({ complete: 1 });
      expect(more).toEqual([]);
      expect(request?.headers).not.toHaveProperty("x-evil");
    });

    it.each([
      ["X-A", "a\r\nX-Evil: 1"],
      ["X-A", "a\nX-Evil: 1"],
      ["X-A", "a\rX-Evil: 1"],
      ["X-A", "a\0b"],
      ["X-A", "猫"],
      ["X-A\r\nX-Evil", "1"],
      ["X-A: 1\nX-Evil", "1"],
      ["X A", "1"],
      ["X-A:", "1"],
      ["X-猫", "1"],
      ["", "1"],
    ])("refuses a header that HTTP forbids: %j with %j", async (name, value) => {
      expect(await fail(api, { url: at("/made"), header: { [name]: value } })).toEqual({
        errMsg: `${api}:fail invalid header ${JSON.stringify(name)}`,
        errno: 600005,
      });
      expect(await server.requests()).toEqual([]);
    });

    it.each([
      ["has no text", Object.create(null)],
      [
        "throws when it is made a text",
        {
          toString() {
            throw new Error("no text");
          },
        },
      ],
      ["is a symbol", Symbol("value")],
    ])("settles when the value of a header %s", async (_what, value) => {
      const { callbacks } = await call(api, { url: at("/made"), header: { "X-A": value } });
      expect(await callbacks.completed).toHaveProperty("errMsg");
    });

    it.each([
      ["where nobody listens", "http://127.0.0.1:9/"],
      ["whose name does not exist", "http://name.invalid/"],
    ])("fails for a server %s", async (_which, url) => {
      expect(await fail(api, { url })).toEqual(networkFailure(api));
    });

    // Where the test can't ask for it, there is no such case: one that is skipped is one that a host can't do.
    it.each(traits.trustsAnyCertificate === undefined ? ["/secret"] : [])(
      "fails for a server whose certificate nobody trusts, and sends it nothing",
      async (path) => {
        expect(await fail(api, { url: host.tlsUrl + path })).toEqual({
          errMsg: `${api}:fail net::ERR_CERT_AUTHORITY_INVALID`,
          errno: 600001,
        });
        expect(await server.requests()).toEqual([]);
      },
    );

    it.each([0, 1, 50_000])("fails when the connection is reset after %i bytes of the response", async (bytes) => {
      const how = api === "uploadFile" ? "cut" : "drop";
      expect(await fail(api, { url: at(`/made?size=100000&${how}=${bytes}`) })).toEqual(networkFailure(api));
    });

    it("fails for a chunked body that ends too soon", async () => {
      expect(await fail(api, { url: at("/made?size=1000&length=none&cut=500") })).toEqual(networkFailure(api));
    });

    it("fails for a body that is shorter than announced", async () => {
      const url = at("/made?size=10&length=20&header=connection:close");
      expect(await fail(api, { url })).toEqual(networkFailure(api));
    });

    it("takes what was announced of a body that is longer, and nothing of it for the next call", async () => {
      for (let round = 0; round < 3; round += 1) {
        await succeed(api, { url: at("/made?text=0123456789&length=5") });
        const { data } = (await succeed("request", { url: at("/made?text=next"), dataType: "text" })) as Answer;
        expect(data).toBe("next");
      }
    });

    it("fails with a time-out for a body that stalls", async () => {
      const failure = { errMsg: `${api}:fail timeout`, errno: 5 };
      expect(await fail(api, { url: at("/made?size=1000&stall=500"), timeout: 300 })).toEqual(failure);
      // A slow machine may reach the limit before the server saw anything; if it did, the connection is broken.
      await server.requests({ broken: (await server.requests()).length });
    });

    it("stops at both ends when it is aborted while the body arrives", async () => {
      // Chromium looks at the beginning of a body without a type before it tells of the headers.
      const { callbacks, task } = await call(api, { url: at("/made?size=100000&stall=50000") });
      task["onHeadersReceived"]?.(() => task["abort"]?.());
      expect(await callbacks.completed).toEqual({ errMsg: `${api}:fail abort` });
      await server.requests({ broken: 1 });
    });

    it("follows twenty redirects, and gives up after a hundred", async () => {
      expect(await succeed(api, { url: at("/made?redirects=20&text=there") })).toHaveProperty("statusCode", 200);
      const failure = await fail(api, { url: at("/made?redirects=100") });
      const tooMany = { errMsg: `${api}:fail net::ERR_TOO_MANY_REDIRECTS`, errno: 600008 };
      expect(failure).toEqual(traits.hidesRedirects ? networkFailure(api) : tooMany);
      const requests = await server.requests();
      // The first success takes 21, so the second call sent no more than that again.
      expect(requests.length).toBeLessThanOrEqual(42);
    });

    it.each(["gzip", "deflate", "deflate-raw", "br"])("takes a body that is compressed with %s", async (encoding) => {
      const url = at(`/made?text=${"abc".repeat(1000)}&encoding=${encoding}`);
      expect(await succeed(api, { url })).toHaveProperty("statusCode", 200);
    });

    it.each(["gzip", "deflate", "br"])("fails for a body that is not what %s makes", async (encoding) => {
      const url = at(`/made?text=plain%20text%20of%20some%20length&header=content-encoding:${encoding}`);
      expect(await fail(api, { url })).toEqual(networkFailure(api));
    });

    it.skipIf(traits.missesHalfEncoding).each(["gzip", "deflate", "br"])(
      "fails for the first half of a body that is compressed with %s",
      async (encoding) => {
        const url = at(`/made?size=1000&encoding=${encoding}&damaged=1`);
        expect(await fail(api, { url })).toEqual(networkFailure(api));
      },
    );

    it("goes on when a listener or a callback throws, and tells the app", async () => {
      const callbacks = recordCallbacks();
      calls.push(callbacks);
      const thrown = ["listener", "success", "complete"].map((name) => new Error(name));
      const throwing = (index: number) => (): never => {
        throw thrown[index];
      };
      const heard: string[] = [];
      const { task } = await callWith(callbacks, {
        success(result: object) {
          callbacks.success(result);
          throwing(1)();
        },
        complete(result: object) {
          callbacks.complete(result);
          throwing(2)();
        },
      });
      task["onHeadersReceived"]?.(throwing(0));
      task["onHeadersReceived"]?.(() => heard.push("second"));
      await callbacks.completed;
      // The callback throws right after it has told.
      await succeed("request", { url: at("/made") });
      expect(heard).toEqual(["second"]);
      expect(host.errors).toEqual(thrown);
    });

    it("does nothing when a method of its Task is called after the end", async () => {
      const { callbacks, task } = await call(api, { url: at("/made?text=x") });
      await callbacks.completed;
      const late = vi.fn();
      for (const event of EVENTS[api]) {
        task[`on${event}`]?.(late);
        task[`off${event}`]?.(late);
        task[`on${event}`]?.(late);
        task[`off${event}`]?.();
      }
      task["abort"]?.();
      task["abort"]?.();
      await succeed("request", { url: at("/made") });
      expect(late).not.toHaveBeenCalled();
      expect(callbacks.calls).toHaveLength(2);
    });

    it("does nothing when a method of its Task is called after a failure", async () => {
      const { callbacks, task } = await call(api, { url: "nothing" });
      await callbacks.completed;
      for (const method of ["abort", ...EVENTS[api].flatMap((event) => [`on${event}`, `off${event}`])]) {
        task[method]?.(() => {});
      }
      await succeed("request", { url: at("/made") });
      expect(callbacks.calls).toHaveLength(2);
    });

    async function callWith(callbacks: RecordedCallbacks, own: object): Promise<{ task: AnyTask }> {
      const upload = api === "uploadFile" ? { filePath: await host.addFile(10), name: "file" } : {};
      const options = { url: at("/made?text=x"), ...upload, fail: callbacks.fail, ...own };
      return { task: Reflect.apply(host.wx[api], undefined, [options]) as unknown as AnyTask };
    }
  });

  describe("the data of a request", () => {
    const circular: Record<string, unknown> = {};
    circular["self"] = circular;
    const throwing = {
      get value() {
        throw new Error("no value");
      },
    };
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    it.each([
      ["is circular", circular],
      ["has a BigInt", { a: { b: 1n } }],
      ["throws when it is read", throwing],
      ["throws when it is made JSON", { nested: { toJSON: () => throwing.value } }],
      ["is a revoked proxy", { nested: revoked.proxy }],
    ])("that %s is not sent", async (_what, data) => {
      for (const method of ["GET", "POST"]) {
        expect(await fail("request", { url: at("/made"), method, data })).toEqual({
          errMsg: "request:fail",
          errno: 600010,
        });
      }
      expect(await server.requests()).toEqual([]);
    });

    it.each([
      ["throws when it is read", throwing],
      ["has a value without a text", { a: Object.create(null) }],
      ["has half a character", { a: "\ud800" }],
    ])("that %s is not sent as a form", async (_what, data) => {
      const header = { "content-type": "application/x-www-form-urlencoded" };
      expect(await fail("request", { url: at("/made"), method: "POST", header, data })).toEqual({
        errMsg: "request:fail",
        errno: 600010,
      });
      expect(await server.requests()).toEqual([]);
    });

    it("that is a function is not sent", async () => {
      expect(await fail("request", { url: at("/made"), method: "POST", data: () => {} })).toEqual({
        errMsg: "request:fail data should not be Function",
      });
      expect(await server.requests()).toEqual([]);
    });
  });

  describe("the form of an upload", () => {
    const circular: Record<string, unknown> = {};
    circular["self"] = circular;
    it.each([
      ["is circular", circular],
      ["has a BigInt", { a: { b: 1n } }],
      [
        "throws when it is read",
        {
          get value() {
            throw new Error("no value");
          },
        },
      ],
    ])("that %s is not sent", async (_what, formData) => {
      expect(await fail("uploadFile", { url: at("/made"), formData })).toEqual({
        errMsg: "uploadFile:fail",
        errno: 600010,
      });
      expect(await server.requests()).toEqual([]);
    });
  });

  it.each(["PATCH", "patch", "NONSENSE", "", "GET ", "GET POST", "GET\r\nX-Evil: 1", "猫"])(
    "a request with the method %j fails",
    async (method) => {
      expect(await fail("request", { url: at("/made"), method })).toEqual({ errMsg: "request:fail method is invalid" });
      expect(await server.requests()).toEqual([]);
    },
  );

  describe("an upload", () => {
    it.each([0, 1, 100_000])("fails when the connection is reset after %i bytes of its body", async (bytes) => {
      const filePath = await host.addFile(8 * MEBIBYTE);
      expect(await fail("uploadFile", { url: at(`/upload?drop=${bytes}`), filePath })).toEqual(
        networkFailure("uploadFile"),
      );
    });

    it("fails with a time-out when the server reads no more of its body", async () => {
      const filePath = await host.addFile(64 * MEBIBYTE);
      expect(await fail("uploadFile", { url: at("/upload?hold=body"), filePath, timeout: 500 })).toEqual({
        errMsg: "uploadFile:fail timeout",
        errno: 5,
      });
    });
  });
}

interface Answer {
  data: string;
}
