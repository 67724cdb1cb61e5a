import type { RequestListener } from "node:http";
import type { Socket } from "node:net";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { HttpRequest } from "../../src/core/ports/index.ts";
import { createNodeNetwork, type NodeNetwork } from "./node-network.ts";
import { RawServers, readRequest } from "./raw-server.ts";

let network: NodeNetwork;
let servers: RawServers;

beforeEach(async () => {
  network = await createNodeNetwork();
  servers = new RawServers();
});
afterEach(async () => {
  await network.close();
  servers.close();
});

const GET: Partial<HttpRequest> = { method: "GET" };
const networkError = (name: string): object => ({ name: "HostError", code: "network", message: `net::ERR_${name}` });

describe("the body of a response", () => {
  const WORDS = "猫 cat ".repeat(1000);
  it.each([
    ["gzip", gzipSync(WORDS)],
    ["deflate", deflateSync(WORDS)],
    ["deflate", deflateRawSync(WORDS)],
    ["br", brotliCompressSync(WORDS)],
    ["GZIP, br", brotliCompressSync(gzipSync(WORDS))],
    ["identity", Buffer.from(WORDS)],
    ["unknown", Buffer.from(WORDS)],
    [undefined, Buffer.from(WORDS)],
  ])("is decoded: %s", async (encoding, bytes) => {
    const url = await servers.serve((_request, response) => {
      if (encoding !== undefined) response.setHeader("content-encoding", encoding);
      response.end(bytes);
    });
    expect((await network.send(url, GET)).data).toBe(WORDS);
  });

  it.each(["HEAD", "GET"])("may be empty though it names an encoding: %s", async (method) => {
    const url = await servers.serve((_request, response) => response.setHeader("content-encoding", "gzip").end());
    expect((await network.send(url, { method })).data).toBe("");
  });

  it("that is damaged is a failure", async () => {
    const url = await servers.serve((_request, response) => {
      response.setHeader("content-encoding", "gzip").end("not compressed");
    });
    await expect(network.send(url, GET)).rejects.toMatchObject(networkError("CONTENT_DECODING_FAILED"));
  });

  it.each([
    ["text/plain", Buffer.from("\ufeff猫"), "猫"],
    ["text/plain; charset=utf-8", Buffer.from("猫\ufeff"), "猫\ufeff"],
    ["text/plain; charset=gbk", Buffer.from([0xc3, 0xa8]), "猫"],
    ['text/plain; Charset="Shift_JIS"; x=1', Buffer.from([0x94, 0x4c]), "猫"],
    ["text/plain; charset=utf-16le", Buffer.from("\ufeff猫", "utf16le"), "猫"],
    ["text/plain; charset=nonsense", Buffer.from("猫"), "猫"],
    ["text/plain", Buffer.from([0x61, 0xff]), "a\ufffd"],
  ])("is read as its content type says: %s", async (contentType, bytes, text) => {
    const url = await servers.serve((_request, response) => response.setHeader("content-type", contentType).end(bytes));
    expect((await network.send(url, GET)).data).toBe(text);
  });
});

describe("the head of a response", () => {
  it("keeps the server's spelling, joins repeated headers, and lists cookies one by one", async () => {
    const url = await servers.serveSockets((socket) => {
      socket.once("data", () =>
        socket.end(
          "HTTP/1.1 200 OK\r\nX-Mixed-Case: 1\r\nSet-Cookie: a=1; Path=/\r\nx-mixed-case: 2\r\n" +
            "Set-Cookie: b=2, c\r\n__proto__: x\r\nContent-Length: 0\r\n\r\n",
        ),
      );
    });
    const { header, cookies } = await network.send(url, GET);
    expect(Object.entries(header)).toEqual([
      ["X-Mixed-Case", "1,2"],
      ["Set-Cookie", "a=1; Path=/,b=2, c"],
      ["__proto__", "x"],
      ["Content-Length", "0"],
    ]);
    expect(cookies).toEqual(["a=1; Path=/", "b=2, c"]);
  });
});

describe("a redirect", () => {
  /** Answers `/` with a redirect to where `location` says, and tells what arrives elsewhere. */
  const redirecting =
    (statusCode: number, location: (host: string) => string): RequestListener =>
    (request, response) => {
      void readRequest(request).then((body) => {
        if (request.url === "/")
          response.writeHead(statusCode, { location: location(request.headers.host ?? "") }).end("go");
        else response.end(JSON.stringify({ method: request.method, headers: request.headers, size: body.length }));
      });
    };
  interface Arrived {
    method: string;
    headers: Record<string, string>;
    size: number;
  }

  it.each([301, 302, 303])("with %i turns a POST into a GET without a body", async (statusCode) => {
    const url = await servers.serve(redirecting(statusCode, () => "/there"));
    const { body } = await network.createUpload(1000);
    const { data } = await network.send(`${url}/`, { body, headers: { "x-kept": "1" } });
    const arrived = JSON.parse(data as string) as Arrived;
    expect(arrived).toMatchObject({ method: "GET", size: 0, headers: { "x-kept": "1" } });
    expect(arrived.headers).not.toHaveProperty("content-type");
    expect(arrived.headers).not.toHaveProperty("content-length");
  });

  it.each([307, 308])("with %i sends the file again, and tells of its progress once", async (statusCode) => {
    const url = await servers.serve(redirecting(statusCode, () => "/there"));
    const { body } = await network.createUpload(1_000_000);
    const sent: number[] = [];
    const { data } = await network.send(`${url}/`, { body }, { onSent: (count) => void sent.push(count) });
    const arrived = JSON.parse(data as string) as Arrived;
    expect(arrived.method).toBe("POST");
    expect(arrived.size).toBeGreaterThan(1_000_000);
    expect(sent.at(-1)).toBe(arrived.size);
    expect(sent).toEqual([...new Set(sent)].toSorted((a, b) => a - b));
  });

  it("to another origin goes without the app's secrets", async () => {
    const url = await servers.serve(
      redirecting(302, (host) => `http://${host.replace("127.0.0.1", "localhost")}/there`),
    );
    const headers = { Authorization: "secret", cookie: "secret", "x-kept": "1" };
    const there = JSON.parse((await network.send(`${url}/`, { ...GET, headers })).data as string) as Arrived;
    expect(there.headers).not.toHaveProperty("authorization");
    expect(there.headers).not.toHaveProperty("cookie");
    expect(there.headers["x-kept"]).toBe("1");
  });

  it("within one origin keeps them", async () => {
    const url = await servers.serve(redirecting(302, () => "there"));
    const headers = { Authorization: "secret" };
    const there = JSON.parse((await network.send(`${url}/`, { ...GET, headers })).data as string) as Arrived;
    expect(there.headers["authorization"]).toBe("secret");
  });

  it("is told before it is followed, as an absolute URL", async () => {
    const url = await servers.serve(redirecting(302, () => "there?a=1"));
    const told: string[] = [];
    await network.send(`${url}/`, GET, { onRedirect: (target) => void told.push(target) });
    expect(told).toEqual([`${url}/there?a=1`]);
  });

  it("that is refused ends the request with the reason of the refusal, and reaches nobody", async () => {
    const requests: (string | undefined)[] = [];
    const url = await servers.serve((request, response) => {
      requests.push(request.url);
      response.writeHead(307, { location: "/there" }).end();
    });
    const refusal = new Error("not there");
    const refuse = (): never => {
      throw refusal;
    };
    const { body } = await network.createUpload(1000);
    await expect(network.send(`${url}/`, { body }, { onRedirect: refuse })).rejects.toBe(refusal);
    expect(requests).toEqual(["/"]);
  });

  it("is followed 20 times at most", async () => {
    let left = 0;
    const url = await servers.serve((_request, response) => {
      if (left-- > 0) response.writeHead(302, { location: "/" }).end();
      else response.end("there");
    });
    const told: string[] = [];
    const visit = (): Promise<unknown> => network.send(url, GET, { onRedirect: (target) => void told.push(target) });
    left = 20;
    expect(await visit()).toMatchObject({ statusCode: 200, data: "there" });
    expect(told).toHaveLength(20);
    left = 21;
    await expect(visit()).rejects.toMatchObject({
      name: "HostError",
      code: "too-many-redirects",
      message: "net::ERR_TOO_MANY_REDIRECTS",
    });
    expect(told).toHaveLength(40);
  });

  it.each([
    ["ftp://127.0.0.1/", "UNSAFE_REDIRECT"],
    ["http://", "INVALID_REDIRECT"],
  ])("to %s is a failure", async (location, name) => {
    const url = await servers.serve(redirecting(302, () => location));
    await expect(network.send(`${url}/`, GET)).rejects.toMatchObject(networkError(name));
  });

  it("without a location is the answer", async () => {
    const url = await servers.serve((_request, response) => response.writeHead(302).end("nowhere"));
    expect(await network.send(url, GET)).toMatchObject({ statusCode: 302, data: "nowhere" });
  });
});

describe("a failure", () => {
  const answer =
    (bytes: string, end: (socket: Socket) => void): ((socket: Socket) => void) =>
    (socket) =>
      void socket.once("data", () => (bytes === "" ? end(socket) : socket.write(bytes, () => end(socket))));
  const close = (socket: Socket): void => void socket.end();
  const HEAD = "HTTP/1.1 200 OK\r\n";
  it.each([
    ["EMPTY_RESPONSE", answer("", close)],
    ["CONNECTION_RESET", answer("", (socket) => socket.resetAndDestroy())],
    ["CONTENT_LENGTH_MISMATCH", answer(`${HEAD}Content-Length: 10\r\n\r\nshort`, close)],
    ["INCOMPLETE_CHUNKED_ENCODING", answer(`${HEAD}Transfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n`, close)],
    ["INVALID_HTTP_RESPONSE", answer("SSH-2.0-server\r\n\r\n", close)],
    [
      "INVALID_HTTP_RESPONSE",
      answer("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n", () => {}),
    ],
    ["RESPONSE_HEADERS_TOO_BIG", answer(`${HEAD}X: ${"x".repeat(100_000)}\r\n\r\n`, close)],
  ])("has Chromium's name: %s", async (name, serve) => {
    const url = await servers.serveSockets(serve);
    await expect(network.send(url, GET)).rejects.toMatchObject(networkError(name));
  });

  it.each([
    ["CONNECTION_REFUSED", "http://127.0.0.1:9/"],
    ["NAME_NOT_RESOLVED", "http://name.invalid/"],
    ["UNKNOWN_URL_SCHEME", "ftp://127.0.0.1/"],
    ["INVALID_URL", "http://"],
  ])("has Chromium's name: %s for %s", async (name, url) => {
    await expect(network.send(url, GET)).rejects.toMatchObject(networkError(name));
  });

  it("has Chromium's name for a server that does not speak TLS", async () => {
    const url = await servers.serve((_request, response) => response.end());
    const secure = url.replace("http:", "https:");
    await expect(network.send(secure, GET)).rejects.toMatchObject(networkError("SSL_PROTOCOL_ERROR"));
  });

  it("keeps what Node said as its cause", async () => {
    const failure = network.send("http://127.0.0.1:9/", GET);
    await expect(failure).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
  });
});
