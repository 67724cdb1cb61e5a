import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type {
  FilesPort,
  HttpBody,
  HttpEvents,
  HttpPort,
  HttpRequest,
  HttpResponse,
} from "../../src/core/ports/index.ts";
import { multipartText } from "./multipart-text.ts";
import { sampleBytes, sha256 } from "./sample-bytes.ts";
import { createServerLog, type ServerLog } from "./server-log.ts";

/** A device with a network and files. */
export interface HttpHost {
  readonly http: HttpPort;
  readonly files: FilesPort;
  /** Address of the test server by IP, without a slash at its end. */
  readonly serverUrl: string;
  close(): Promise<void>;
}

/** What `/echo` of the test server answers. */
interface Echo {
  method: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  body: string;
}

const MEBIBYTE = 1024 * 1024;
const AWKWARD = 'a"b\\c\r\nd\re\nf; name="g"\r\n\r\n猫 %22';

/** The contract of {@link HttpPort}, over real sockets. */
export function httpSuite(create: () => Promise<HttpHost>): void {
  let host: HttpHost;
  let server: ServerLog;
  let abort: AbortController;

  beforeEach(async () => {
    // Hosts may warn of headers that they leave out.
    vi.spyOn(console, "warn").mockImplementation(() => {});
    host = await create();
    server = createServerLog(host.serverUrl);
    abort = new AbortController();
    await server.reset();
  });
  afterEach(async () => {
    await server.release();
    await host.close();
    vi.restoreAllMocks();
  });

  /** Sends a POST that answers with text, but for what `change` says. */
  function send(path: string, change: Partial<HttpRequest> = {}, events: HttpEvents = {}): Promise<HttpResponse> {
    const request: HttpRequest = { url: host.serverUrl + path, method: "POST", headers: {}, responseType: "text" };
    return host.http.send({ ...request, ...change }, events, abort.signal);
  }
  const echo = async (change?: Partial<HttpRequest>, path = "/echo"): Promise<Echo> =>
    JSON.parse((await send(path, change)).data as string) as Echo;
  const text = (value: string): HttpBody => ({ kind: "text", text: value });
  async function multipart(bytes: Uint8Array<ArrayBuffer>): Promise<HttpBody> {
    const path = await host.files.createTemporary(bytes.buffer, "jpg");
    return {
      kind: "multipart",
      fields: [["a", "1"]],
      file: { name: "file", path, filename: "x.jpg", contentType: "image/jpeg" },
    };
  }

  describe("a request", () => {
    it("carries method, query and headers", async () => {
      const headers = { "X-One": "1", "x-two": "two words", "content-type": "text/x-test" };
      const echoed = await echo({ method: "PUT", headers, body: text("") }, "/echo?a=%E7%8C%AB&b=1+2");
      expect(echoed).toMatchObject({
        method: "PUT",
        query: { a: "猫", b: "1 2" },
        headers: { "x-one": "1", "x-two": "two words" },
      });
      expect(echoed.headers["content-type"]).toBe("text/x-test");
    });

    it("carries text as UTF-8 and bytes as they are", async () => {
      expect((await echo({ body: text("line\r\nline\n猫 \u{1f600}") })).body).toBe("line\r\nline\n猫 \u{1f600}");
      const bytes = new TextEncoder().encode("bytes 猫");
      expect((await echo({ body: { kind: "bytes", bytes: bytes.buffer } })).body).toBe("bytes 猫");
    });

    it.each(["GET", "DELETE"])("may have no body: %s", async (method) => {
      expect(await echo({ method })).toMatchObject({ method, body: "" });
    });

    it("keeps its body and its server whatever headers the app gives", async () => {
      const headers = {
        Host: "other.example",
        "Content-Length": "1",
        "Transfer-Encoding": "chunked",
        Connection: "close",
        Expect: "100-continue",
        Upgrade: "websocket",
        "Keep-Alive": "timeout=1",
      };
      const echoed = await echo({ headers, body: text("all of it") });
      expect(echoed.body).toBe("all of it");
      expect(echoed.headers["host"]).toBe(new URL(host.serverUrl).host);
    });
  });

  describe("a multipart body", () => {
    it("has the fields in order, then the file, and a boundary that the app can't replace", async () => {
      const path = await host.files.createTemporary(new TextEncoder().encode("the file").buffer, "txt");
      const fields = [
        [AWKWARD, AWKWARD],
        ["same", "1"],
        ["same", ""],
      ] as const;
      const file = { name: AWKWARD, filename: AWKWARD, contentType: "text/plain" };
      const body: HttpBody = { kind: "multipart", fields: [...fields], file: { ...file, path } };
      const { headers, body: sent } = await echo({ headers: { "Content-Type": "multipart/form-data" }, body });
      const boundary = /^multipart\/form-data; *boundary=(.+)$/.exec(headers["content-type"] ?? "")?.[1] ?? "";
      expect(sent).toBe(multipartText(boundary, fields, { ...file, text: "the file" }));
      expect(Number(headers["content-length"])).toBe(new TextEncoder().encode(sent).length);
    });

    it.each([0, 1, 65_536, 65_537, 262_144, 5_000_000])("carries a file of %i bytes whole", async (size) => {
      const bytes = sampleBytes(size);
      const { data } = await send("/upload", { body: await multipart(bytes) });
      const { files } = JSON.parse(data as string) as { files: object[] };
      expect(files).toEqual([
        expect.objectContaining({ size, sha256: await sha256(bytes), contentType: "image/jpeg" }),
      ]);
    });

    it("whose file does not exist is not sent", async () => {
      const file = { name: "file", path: "wxfile://tmp/missing.jpg", filename: "x", contentType: "image/jpeg" };
      await expect(send("/upload", { body: { kind: "multipart", fields: [], file } })).rejects.toMatchObject({
        name: "HostError",
        code: "not-found",
      });
      expect(await server.requests()).toEqual([]);
    });
  });

  describe("a response", () => {
    it("is text or bytes, as asked", async () => {
      const body = text("猫");
      expect((await send("/echo", { body, responseType: "text" })).data).toBeTypeOf("string");
      const { data } = await send("/echo", { body, responseType: "bytes" });
      expect(data).toBeInstanceOf(ArrayBuffer);
      expect((JSON.parse(new TextDecoder().decode(data as ArrayBuffer)) as Echo).body).toBe("猫");
    });

    it.each([0, 1, 5_000_000])("is a new temporary file of %i bytes, as asked", async (size) => {
      const { data } = await send(`/made?size=${size}`, { method: "GET", responseType: "file" });
      expect(data).toMatch(/^wxfile:\/\/tmp\/[^/.]+$/);
      expect(await host.files.stat(data as string)).toEqual({ sizeBytes: size });
      expect(await sha256(new Uint8Array(await host.files.read(data as string)))).toBe(await sha256(sampleBytes(size)));
    });

    it("is a file also when the request has a body whose progress is watched", async () => {
      const sent: number[] = [];
      const change: Partial<HttpRequest> = { body: text("x"), responseType: "file" };
      const { data } = await send("/made?size=1000", change, { onSent: (count) => void sent.push(count) });
      expect(await host.files.stat(data as string)).toEqual({ sizeBytes: 1000 });
      expect(sent).toEqual([1]);
    });

    it.each([
      ["that is too large", "/made?size=1001"],
      ["that turns out to be too large", "/made?size=1001&length=none"],
    ])("is no file %s", async (_which, path) => {
      const failure = { name: "HostError", code: "too-large" };
      for (const body of [undefined, text("x")]) {
        const sending = send(path, { responseType: "file", maxFileBytes: 1000, body }, { onSent: () => {} });
        await expect(sending).rejects.toMatchObject(failure);
      }
      const { data } = await send("/made?size=1000", { method: "GET", responseType: "file", maxFileBytes: 1000 });
      expect(await host.files.stat(data as string)).toEqual({ sizeBytes: 1000 });
    });

    it.each([200, 404, 500])("with status %i is an answer", async (statusCode) => {
      const response = await send(`/echo?status=${statusCode}`);
      expect(response.statusCode).toBe(statusCode);
      expect(headerOf(response, "content-type")).toContain("application/json");
      expect(response.cookies).toEqual([]);
    });
  });

  describe("events", () => {
    interface Heard {
      order: string[];
      sent: [number, number][];
      received: [number, number][];
    }
    function listen(): Heard & { events: HttpEvents } {
      const heard: Heard = { order: [], sent: [], received: [] };
      const events: HttpEvents = {
        onSent(...counts) {
          heard.order.push("sent");
          heard.sent.push(counts);
        },
        onHead: () => void heard.order.push("head"),
        onReceived(...counts) {
          heard.order.push("received");
          heard.received.push(counts);
        },
      };
      return { ...heard, events };
    }

    it("come in order: sent, head, received", async () => {
      const { order, events } = listen();
      await send("/echo", { body: text("x".repeat(3 * MEBIBYTE)) }, events);
      expect(order.join(" ")).toMatch(/^(sent )+head( received)+$/);
    });

    it("count what left, rising to all of it", async () => {
      const { sent, events } = listen();
      await send("/upload", { body: await multipart(sampleBytes(20 * MEBIBYTE)) }, events);
      const [request] = await server.requests({ complete: 1 });
      const total = request?.bytes;
      expect(total).toBeGreaterThan(20 * MEBIBYTE);
      expect(sent.at(-1)).toEqual([total, total]);
      expect(sent.every(([count, of], index) => of === total && count > (sent[index - 1]?.[0] ?? 0))).toBe(true);
    });

    it("count what arrived, rising to all of it", async () => {
      const { received, events } = listen();
      const response = await send("/echo", { body: text("x".repeat(MEBIBYTE)) }, events);
      const total = Number(headerOf(response, "content-length"));
      expect(received.at(-1)).toEqual([total, total]);
      expect(received.every(([count], index) => count >= (received[index - 1]?.[0] ?? 0))).toBe(true);
    });

    it("leave out what was sent when there is no body", async () => {
      const { order, events } = listen();
      await send("/echo", { method: "GET" }, events);
      expect(order).not.toContain("sent");
    });
  });

  describe("pieces of a response", () => {
    const join = (pieces: ArrayBuffer[]): Promise<Uint8Array<ArrayBuffer>> =>
      new Blob(pieces).arrayBuffer().then((bytes) => new Uint8Array(bytes));

    it.each([
      ["GET", undefined, ""],
      ["POST", text("x"), ""],
      ["GET", undefined, "&encoding=gzip"],
      ["GET", undefined, "&encoding=deflate"],
      ["GET", undefined, "&encoding=br"],
    ])("come as they arrive, after the headers: %s", async (method, body, how) => {
      const pieces: ArrayBuffer[] = [];
      const order = new Set<string>();
      const change: Partial<HttpRequest> = { method, body, responseType: "bytes" };
      const { data } = await send(`/made?size=300000${how}`, change, {
        onHead: () => void order.add("head"),
        onChunk(chunk) {
          order.add("chunk");
          pieces.push(chunk);
        },
      });
      expect((data as ArrayBuffer).byteLength).toBe(0);
      expect([...order]).toEqual(["head", "chunk"]);
      expect(pieces.every((piece) => piece.byteLength > 0)).toBe(true);
      expect(await sha256(await join(pieces))).toBe(await sha256(sampleBytes(300_000)));
    });

    it("come before the response is complete", async () => {
      const pieces: ArrayBuffer[] = [];
      let arrived: () => void = () => {};
      const first = new Promise<void>((resolve) => (arrived = resolve));
      const sending = send(
        "/made?text=onetwo&length=none&stall=3",
        { method: "GET" },
        {
          onChunk(chunk) {
            pieces.push(chunk);
            arrived();
          },
        },
      );
      await first;
      expect(new TextDecoder().decode(await join(pieces))).toBe("one");
      await server.release();
      expect((await sending).data).toBe("");
      expect(new TextDecoder().decode(await join(pieces))).toBe("onetwo");
    });

    it("end with the failure of a response that is cut short", async () => {
      let receivedBytes = 0;
      const change: Partial<HttpRequest> = { method: "GET" };
      const events: HttpEvents = { onChunk: ({ byteLength }) => void (receivedBytes += byteLength) };
      const sending = send("/made?size=100000&length=none&cut=50000", change, events);
      await expect(sending).rejects.toMatchObject({ name: "HostError", code: "network" });
      expect(receivedBytes).toBeLessThanOrEqual(50_000);
    });

    it("stop with an abort", async () => {
      let count = 0;
      const change: Partial<HttpRequest> = { method: "GET" };
      const sending = send("/made?size=100000&stall=50000", change, {
        onChunk() {
          count += 1;
          abort.abort();
        },
      });
      await expect(sending).rejects.toMatchObject({ name: "HostError", code: "aborted" });
      await server.requests({ broken: 1 });
      expect(count).toBe(1);
    });
  });

  describe("a redirect that is not to be followed", () => {
    const path = "/made?status=302&text=go&header=location:/made";
    const change: Partial<HttpRequest> = { method: "GET", redirect: "manual" };

    it("is the response, where the host shows redirects", async (context) => {
      if (!host.http.showsRedirects) return context.skip("this host can't show redirects");
      const response = await send(path, change);
      expect(response).toMatchObject({ statusCode: 302, data: "go" });
      expect(headerOf(response, "location")).toBe("/made");
      expect(await server.requests({ complete: 1 })).toHaveLength(1);
    });

    it("is not supported elsewhere", async (context) => {
      if (host.http.showsRedirects) return context.skip("this host shows redirects");
      await expect(send(path, change)).rejects.toMatchObject({ name: "HostError", code: "not-supported" });
      expect(await server.requests()).toEqual([]);
    });
  });

  describe("a failure", () => {
    const network = { name: "HostError", code: "network", message: expect.stringMatching(/^net::ERR_[A-Z_]+$/) };

    it("is of the network when the server resets the connection during the body", async () => {
      await expect(send("/upload?drop=1000", { body: await multipart(sampleBytes(MEBIBYTE)) })).rejects.toMatchObject(
        network,
      );
    });

    it("is of the network when the response is cut short", async () => {
      await expect(send("/report.pdf?drop=100", { method: "GET" })).rejects.toMatchObject(network);
    });

    it("is of the network when nobody listens, or the name does not exist", async () => {
      await expect(send("", { url: "http://127.0.0.1:9" })).rejects.toMatchObject(network);
      await expect(send("", { url: "http://name.invalid/" })).rejects.toMatchObject(network);
    });

    it("is of the network for an address that is none", async () => {
      await expect(send("", { url: "http://" })).rejects.toMatchObject(network);
    });
  });

  describe("abort", () => {
    const aborted = { name: "HostError", code: "aborted" };

    it("sends nothing when it came before", async () => {
      abort.abort();
      await expect(send("/echo", { body: text("x") })).rejects.toMatchObject(aborted);
      expect(await server.requests()).toEqual([]);
    });

    it("stops a body that is on its way, and its events", async () => {
      const heard: string[] = [];
      const body = await multipart(new Uint8Array(64 * MEBIBYTE));
      const sending = send(
        `/upload?rate=${8 * MEBIBYTE}`,
        { body },
        {
          onSent() {
            heard.push("sent");
            abort.abort();
          },
          onHead: () => void heard.push("head"),
        },
      );
      await expect(sending).rejects.toMatchObject(aborted);
      const [request] = await server.requests({ broken: 1 });
      expect(request?.bytes).toBeLessThan(64 * MEBIBYTE);
      expect(heard).toEqual(["sent"]);
    });

    it("gives up waiting for the response", async () => {
      const sending = send("/echo?hold=1", { body: text("x") });
      await server.requests({ open: 1 });
      abort.abort();
      await expect(sending).rejects.toMatchObject(aborted);
      await server.requests({ broken: 1 });
    });

    it("stops a response that is arriving", async () => {
      const heard: string[] = [];
      const sending = send(
        `/1.jpg?rate=1000`,
        { method: "GET" },
        {
          onHead() {
            heard.push("head");
            abort.abort();
          },
          onReceived: () => void heard.push("received"),
        },
      );
      await expect(sending).rejects.toMatchObject(aborted);
      expect(heard).toEqual(["head"]);
    });

    it("does nothing after the end", async () => {
      await send("/echo");
      abort.abort();
      abort = new AbortController();
      expect((await send("/echo")).statusCode).toBe(200);
    });
  });

  it("sends many at once, each with its own answer", async () => {
    const numbers = Array.from({ length: 10 }, (_none, index) => String(index));
    const echoed = await Promise.all(numbers.map((number) => echo({ body: text(number) })));
    expect(echoed.map(({ body }) => body)).toEqual(numbers);
  });
}

/** A header by its name in lower case: hosts and servers spell names differently. */
function headerOf({ header }: HttpResponse, name: string): string | undefined {
  return Object.entries(header).find(([key]) => key.toLowerCase() === name)?.[1];
}
