import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import type { LookupFunction } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, inject, it, onTestFinished } from "vitest";
import { GATEWAY_TOKEN_HEADER } from "../../src/core/protocol/index.ts";
import { GatewayServer, giveUntilFull, headOf, TOKEN } from "./gateway-server.ts";
import { countBusySockets } from "./open-resources.ts";
import { RawServers, readRequest } from "./raw-server.ts";

const MEBIBYTE = 1024 * 1024;
/** What sockets of this machine hold at most, on the way from one end to the other. */
const BUFFERED_BYTES = 32 * MEBIBYTE;
const PRIVATE = {
  failure: {
    code: "network",
    message: "net::ERR_BLOCKED_BY_PRIVATE_NETWORK_ACCESS_CHECKS",
    refusal: "private",
  },
};

let targets: RawServers;

beforeEach(() => {
  targets = new RawServers();
});
afterEach(() => targets.close());

/** Starts a gateway that may reach these servers of this machine. */
async function start(named: string[], lookup?: LookupFunction): Promise<GatewayServer> {
  const server = await GatewayServer.start({ domains: { request: named } }, lookup);
  onTestFinished(() => server.close());
  return server;
}

/** Finds 127.0.0.1 for every name. */
const toThisMachine: LookupFunction = (_hostname, options, callback) =>
  options.all === true ? callback(null, [{ address: "127.0.0.1", family: 4 }]) : callback(null, "127.0.0.1", 4);

describe("a gateway", () => {
  it("carries method, headers and body, and nothing of the request that reached itself", async () => {
    let seen: { method?: string; url?: string; headers: string[]; body: string } | undefined;
    const url = await targets.serve((request, response) => {
      const { method, url: path, rawHeaders } = request;
      void readRequest(request).then((body) => {
        seen = { method, url: path, headers: rawHeaders, body: body.toString() };
        response.end();
      });
    });
    const gateway = await start([url]);
    const headers = { "X-One": "1", Cookie: "a=1", "user-agent": "test", Referer: "https://r.example/", Host: "x" };
    const order = { url: `${url}/a?b=%E7%8C%AB`, method: "PUT", headers };
    await gateway.ask(order, { body: "猫", change: { cookie: "page=1", "x-other": "1" } });
    expect(seen).toEqual({
      method: "PUT",
      url: "/a?b=%E7%8C%AB",
      body: "猫",
      headers: [
        "Host",
        new URL(url).host,
        "X-One",
        "1",
        "Cookie",
        "a=1",
        "user-agent",
        "test",
        "Referer",
        "https://r.example/",
        "Accept-Encoding",
        "gzip, br",
        "Content-Length",
        "3",
        "Connection",
        "keep-alive",
      ],
    });
  });

  it("hands over status, spelling of names and all cookies, and keeps them from the browser itself", async () => {
    const url = await targets.serve((_request, response) => {
      response.setHeader("Set-Cookie", ["a=1; Path=/", "b=2"]);
      response.setHeader("X-MiXed", "1");
      response.setHeader("Location", "/");
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.setHeader("Content-Type", "text/html");
      response.writeHead(404).end("gone");
    });
    const { status, answer, headers, body } = await (await start([url])).ask({ url });
    expect(answer).toEqual({
      head: {
        statusCode: 404,
        header: expect.objectContaining({ "X-MiXed": "1", "Set-Cookie": "a=1; Path=/,b=2", Location: "/" }),
        cookies: ["a=1; Path=/", "b=2"],
      },
    });
    expect({ status, body: body.toString() }).toEqual({ status: 200, body: "gone" });
    expect(headers).toMatchObject({
      "content-type": "text/html",
      "cache-control": "no-store, no-transform",
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
    });
    for (const name of ["set-cookie", "location", "x-mixed", "access-control-allow-origin"]) {
      expect(headers).not.toHaveProperty(name);
    }
  });

  it.each([
    ["gzip, br", undefined, "gzip, br"],
    ["gzip", "br, gzip;q=0.5, identity", "gzip;q=0.5, identity"],
    ["gzip", "br", "identity"],
    [undefined, "gzip", "identity"],
  ])("asks for encodings that the browser can undo: of %j for %j", async (possible, wanted, asked) => {
    let accepted: string | undefined;
    const url = await targets.serve((request, response) => {
      accepted = String(request.headers["accept-encoding"]);
      response.end();
    });
    const headers: Record<string, string> = wanted === undefined ? {} : { "Accept-Encoding": wanted };
    await (await start([url])).ask({ url, headers }, { change: { "accept-encoding": possible } });
    expect(accepted).toBe(asked);
  });

  it("leaves encodings for the browser to undo", async () => {
    const encoded = gzipSync("text");
    const url = await targets.serve((_request, response) => {
      response.writeHead(200, { "Content-Encoding": "gzip", "Content-Length": encoded.length }).end(encoded);
    });
    const { headers, body } = await (await start([url])).ask({ url });
    expect(headers).toMatchObject({ "content-encoding": "gzip", "content-length": String(encoded.length) });
    expect(body).toEqual(encoded);
  });

  it("carries TRACE, and makes no tunnels", async () => {
    const url = await targets.serve((request, response) => response.end(request.method));
    const gateway = await start([url]);
    expect((await gateway.ask({ url, method: "TRACE" })).body.toString()).toBe("TRACE");
    const { answer } = await gateway.ask({ url, method: "CONNECT" });
    expect(answer).toMatchObject({ failure: { code: "not-supported" } });
    expect(targets.connectionCount).toBe(1);
  });

  it("does not follow redirects, and leaves out their bodies where the page follows them", async () => {
    const url = await targets.serve((_request, response) => {
      response.writeHead(302, { Location: "/next" });
      response.write("this never ends");
    });
    const { answer, body } = await (await start([url])).ask({ url, redirect: "follow" });
    expect(answer).toMatchObject({ head: { statusCode: 302, header: { Location: "/next" } } });
    expect(body.length).toBe(0);
  });

  it.each([
    ["HEAD", 200],
    ["GET", 204],
    ["GET", 304],
  ])("ends a response to %s with status %i, which has no body", async (method, status) => {
    const url = await targets.serve((_request, response) => response.writeHead(status, { "X-A": "1" }).end());
    const { answer, headers } = await (await start([url])).ask({ url, method });
    expect(answer).toMatchObject({ head: { statusCode: status, header: { "X-A": "1" } } });
    expect(headers["content-length"]).toBe("0");
  });
});

describe("what a browser may store", () => {
  const ask = { ":method": "GET", origin: undefined };

  it("has the headers of the server, and differs with the headers of the app", async () => {
    const url = await targets.serve((_request, response) => {
      response.writeHead(200, { "Cache-Control": "max-age=60", ETag: '"1"', Vary: "Accept" }).end("x");
    });
    const { status, headers } = await (await start([url])).ask({ url, isCached: true }, { change: ask });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "cache-control": "max-age=60",
      etag: '"1"',
      vary: "Accept, x-minihost-gateway",
      date: expect.any(String),
    });
  });

  it("is revalidated with the browser's own condition, and keeps the head that was stored", async () => {
    let condition: string | undefined;
    const url = await targets.serve((request, response) => {
      condition = request.headers["if-none-match"];
      response.writeHead(304, { ETag: '"1"' }).end();
    });
    const change = { ...ask, "if-none-match": '"1"' };
    const { status, answer } = await (await start([url])).ask({ url, isCached: true }, { change });
    expect({ status, answer, condition }).toEqual({ status: 304, answer: undefined, condition: '"1"' });
  });

  it("is nothing but a success", async () => {
    const url = await targets.serve((_request, response) => {
      response.writeHead(404, { "Cache-Control": "max-age=60" }).end();
    });
    const { headers, answer } = await (await start([url])).ask({ url, isCached: true }, { change: ask });
    expect(headers["cache-control"]).toBe("no-store, no-transform");
    expect(answer).toMatchObject({ head: { statusCode: 404 } });
  });
});

describe("who may not use a gateway", () => {
  it.each([
    ["a page of another origin", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
    ["a page of another port", { origin: "http://127.0.0.1:1", "sec-fetch-site": "same-site" }],
    ["a page of another origin, in an old browser", { origin: "https://evil.example", "sec-fetch-site": undefined }],
    ["a page without an origin", { origin: "null", "sec-fetch-site": "cross-site" }],
    ["a page that does not say that it is ours", { origin: undefined, "sec-fetch-site": undefined }],
    ["a navigation", { origin: undefined, "sec-fetch-site": "none" }],
    ["a name that was led to this machine", { host: "evil.example", origin: "http://evil.example" }],
    ["a program without the token", { [GATEWAY_TOKEN_HEADER]: undefined }],
    ["a program with another token", { [GATEWAY_TOKEN_HEADER]: TOKEN.replace("a", "b") }],
    ["a program with a token of another length", { [GATEWAY_TOKEN_HEADER]: `${TOKEN}a` }],
  ])("is %s: 403, and nothing is sent", async (_who, change) => {
    const url = await targets.serve((_request, response) => response.end());
    const { status, answer } = await (await start([url])).ask({ url }, { change });
    expect({ status, answer }).toEqual({ status: 403, answer: undefined });
    expect(targets.connectionCount).toBe(0);
  });

  it.each([
    ["not JSON", "x", 400],
    ["empty", "{}", 400],
    ["of no list", JSON.stringify({ list: "x", url: "http://a.example", method: "GET", headers: {} }), 400],
    ["with headers that are no text", JSON.stringify({ list: "request", url: "", method: "", headers: { a: 1 } }), 400],
    ["too long", JSON.stringify({ url: "x".repeat(17_000) }), 431],
  ])("is one whose request is %s", async (_how, order, status) => {
    expect((await (await start([])).ask(order)).status).toBe(status);
  });
});

it("takes no body whose length is not known", async () => {
  const url = await targets.serve((_request, response) => response.end());
  const sending = (await start([url])).begin({ url, method: "POST" }, { "transfer-encoding": "chunked" });
  sending.end("x");
  const [response] = (await once(sending, "response")) as [IncomingMessage];
  expect(response.statusCode).toBe(411);
  expect(targets.connectionCount).toBe(0);
});

describe("servers that are not on the public internet", () => {
  it.each([
    "http://127.0.0.1:PORT/",
    "http://127.1:PORT/",
    "http://2130706433:PORT/",
    "http://localhost:PORT/",
    "http://LOCALHOST.:PORT/",
    "http://a.localhost:PORT/",
    "http://0.0.0.0:PORT/",
    "http://[::1]:PORT/",
    "http://[::ffff:127.0.0.1]:PORT/",
    "http://user:password@127.0.0.1:PORT/",
    "http://10.0.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "https://[fd00::1]/",
  ])("are not reached by their address: %s", async (url) => {
    const target = new URL(await targets.serve((_request, response) => response.end()));
    const { answer } = await (await start([])).ask({ url: url.replace("PORT", target.port) });
    expect(answer).toEqual(PRIVATE);
    expect(targets.connectionCount).toBe(0);
  });

  it("are not reached by a name, whatever it leads to at the moment", async () => {
    const { port } = new URL(await targets.serve((_request, response) => response.end()));
    let lookups = 0;
    const gateway = await start([], (hostname, options, callback) => {
      lookups += 1;
      toThisMachine(hostname, options, callback);
    });
    expect((await gateway.ask({ url: `http://public.example:${port}/` })).answer).toEqual(PRIVATE);
    expect(targets.connectionCount).toBe(0);
    // Found once, and not again between the check and the connection.
    expect(lookups).toBe(1);
  });

  it("are not reached by a redirect", async () => {
    const inside = await targets.serve((_request, response) => response.end("secret"));
    const outside = await targets.serve((_request, response) => response.writeHead(302, { Location: inside }).end());
    const gateway = await start([outside]);
    const { answer } = await gateway.ask({ url: outside });
    if (answer === undefined || !("head" in answer)) throw new Error("There is no head");
    expect((await gateway.ask({ url: answer.head.header["Location"] })).answer).toEqual(PRIVATE);
    expect(targets.connectionCount).toBe(1);
  });

  it("are reached when they are named, by address and by name, until they are named no more", async () => {
    const url = await targets.serve((_request, response) => response.end("here"));
    const { port } = new URL(url);
    const byName = `http://dev.example:${port}`;
    const gateway = await start([url, byName], toThisMachine);
    for (const target of [url, byName]) expect((await gateway.ask({ url: target })).body.toString()).toBe("here");
    gateway.settings = { isChecked: false };
    for (const target of [url, byName]) expect((await gateway.ask({ url: target })).answer).toEqual(PRIVATE);
  });

  it("are reached on no other port, and by no other scheme", async () => {
    const url = await targets.serve((_request, response) => response.end());
    const other = await targets.serve((_request, response) => response.end());
    const gateway = await start([url]);
    expect((await gateway.ask({ url: other })).answer).toEqual(PRIVATE);
    expect((await gateway.ask({ url: url.replace("http:", "https:") })).answer).toEqual(PRIVATE);
  });
});

describe("lists that are checked", () => {
  it("let through what the list of the API has, read anew for each request", async () => {
    const url = await targets.serve((_request, response) => response.end());
    const gateway = await start([]);
    const notListed = { failure: expect.objectContaining({ refusal: "not-listed" }) };
    gateway.settings = { isChecked: true, domains: { uploadFile: [url] } };
    expect((await gateway.ask({ url, list: "request" })).answer).toEqual(notListed);
    expect(targets.connectionCount).toBe(0);
    expect((await gateway.ask({ url, list: "uploadFile" })).answer).toHaveProperty("head");
    gateway.settings = { isChecked: true };
    expect((await gateway.ask({ url, list: "uploadFile" })).answer).toEqual(notListed);
  });

  it.each(["file:///etc/passwd", "ftp://a.example/", "ws://a.example/", "http://", "x"])(
    "or not, there is no way to %s",
    async (url) => {
      expect((await (await start([])).ask({ url })).answer).toMatchObject({ failure: { code: "network" } });
    },
  );
});

describe("failures of a server", () => {
  it.each([
    ["nobody listens", async () => "http://127.0.0.1:9", "CONNECTION_REFUSED"],
    ["it says nothing", () => targets.serveSockets((socket) => void socket.end()), "EMPTY_RESPONSE"],
    [
      "it speaks no HTTP",
      () => targets.serveSockets((socket) => void socket.end("hello\r\n")),
      "INVALID_HTTP_RESPONSE",
    ],
  ])("are told in the platform's words: %s", async (_what, serve, name) => {
    const url = await serve();
    const { answer } = await (await start([url])).ask({ url });
    expect(answer).toEqual({ failure: { code: "network", message: `net::ERR_${name}` } });
  });

  it("are told of names that do not exist, and of headers that HTTP forbids", async () => {
    const gateway = await start([]);
    expect((await gateway.ask({ url: "http://name.invalid/" })).answer).toMatchObject({
      failure: { message: "net::ERR_NAME_NOT_RESOLVED" },
    });
    expect((await gateway.ask({ url: "http://a.example/", headers: { "X-A": "猫" } })).answer).toMatchObject({
      failure: { message: "net::ERR_INVALID_ARGUMENT" },
    });
  });

  it("in the middle break the page's exchange too", async () => {
    for (const headers of [{ "Content-Length": 1000 }, {}]) {
      const url = await targets.serve((_request, response) => {
        response.writeHead(200, headers);
        response.write("half", () => response.destroy());
      });
      await expect((await start([url])).ask({ url })).rejects.toMatchObject({ code: "ECONNRESET" });
    }
  });

  it("in the middle of an upload are told, whatever is still on its way", async () => {
    const url = await targets.serve((request) => void request.once("data", () => request.destroy()));
    const body = Buffer.alloc(64 * MEBIBYTE);
    const { answer } = await (await start([url])).ask({ url, method: "POST" }, { body });
    expect(answer).toMatchObject({ failure: { code: "network", message: expect.stringMatching(/^net::ERR_/) } });
  });

  it("by a kept connection that is gone are told as such", async () => {
    const url = await targets.serve((request, response) => {
      if (request.url === "/last") request.destroy();
      else response.end();
    });
    const gateway = await start([url]);
    const isStale = async (method: string): Promise<unknown> => {
      await gateway.ask({ url });
      const { answer } = await gateway.ask({ url: `${url}/last`, method });
      return answer !== undefined && "failure" in answer && answer.failure.isStale === true;
    };
    expect(await isStale("GET")).toBe(true);
    // It may have had an effect.
    expect(await isStale("POST")).toBe(false);
  });

  it("that refuses a body early are answers, and the rest of the body goes nowhere", async () => {
    const url = await targets.serve((_request, response) => response.writeHead(413).end("too much"));
    const body = Buffer.alloc(64 * MEBIBYTE);
    const { answer, body: text } = await (await start([url])).ask({ url, method: "POST" }, { body });
    expect(answer).toMatchObject({ head: { statusCode: 413 } });
    expect(text.toString()).toBe("too much");
  });
});

describe("a gateway keeps nothing on the way", () => {
  it("of an upload: a server that does not read makes the page wait", async () => {
    let target: IncomingMessage | undefined;
    const url = await targets.serve((request, response) => {
      target = request;
      request.on("end", () => response.end());
    });
    const gateway = await start([url]);
    const total = 256 * MEBIBYTE;
    const sending = gateway.begin({ url, method: "POST" }, { "content-length": String(total) });
    const givenBytes = await writeUntilFull(sending, total);
    expect(givenBytes).toBeLessThan(BUFFERED_BYTES);
    // It goes on when the server does.
    let receivedBytes = 0;
    target?.on("data", (chunk: Buffer) => (receivedBytes += chunk.length));
    sending.end(Buffer.alloc(total - givenBytes));
    await once(sending, "response");
    expect(receivedBytes).toBe(total);
  });

  it("of a download: a page that does not read makes the server wait", async () => {
    const total = 256 * MEBIBYTE;
    let written: Promise<number> | undefined;
    const url = await targets.serve((_request, response) => {
      response.writeHead(200, { "Content-Length": total });
      written = writeUntilFull(response, total);
    });
    const gateway = await start([url]);
    const sending = gateway.begin({ url });
    onTestFinished(() => void sending.destroy());
    sending.on("error", () => {});
    sending.end();
    const [response] = (await once(sending, "response")) as [IncomingMessage];
    expect(headOf(response).answer).toHaveProperty("head");
    expect(await written).toBeLessThan(BUFFERED_BYTES);
  });

  it("of a response: it arrives piece by piece", async () => {
    let finish: () => void = () => {};
    const url = await targets.serve((_request, response) => {
      response.write("one");
      finish = () => response.end("two");
    });
    const sending = (await start([url])).begin({ url });
    sending.end();
    const [response] = (await once(sending, "response")) as [IncomingMessage];
    expect(String((await once(response, "data"))[0])).toBe("one");
    finish();
    expect(String((await once(response, "data"))[0])).toBe("two");
  });
});

describe("a page that breaks off", () => {
  it.each(["while it sends", "while it waits", "while it receives"])("breaks off the server: %s", async (when) => {
    let seen: () => void = () => {};
    const arrived = new Promise<void>((resolve) => (seen = resolve));
    let broken: Promise<boolean> | undefined;
    const url = await targets.serve((request, response) => {
      broken = once(response, "close").then(() => !response.writableFinished);
      request.on("error", () => {});
      request.on("data", () => {});
      if (when === "while it receives") response.write("x");
      seen();
    });
    const gateway = await start([url]);
    const isSending = when === "while it sends";
    const sending = gateway.begin({ url, method: "POST" }, { "content-length": isSending ? "1000" : "1" });
    sending.on("error", () => {});
    if (isSending) sending.write("x");
    else sending.end("x");
    await arrived;
    if (when === "while it receives") await once(sending, "response");
    sending.destroy();
    expect(await broken).toBe(true);
  });
});

describe("whatever becomes of a request", () => {
  // Of another process: all connections of this one are the gateway's, and those to it.
  const serverUrl = inject("serverUrl");

  it.each([
    ["it is answered", "/made?size=100000"],
    ["its answer has no body", "/made?status=204&length=none"],
    ["its answer is a redirect", "/made?redirects=1"],
    ["its answer is cut", "/made?size=100000&cut=50000"],
    ["its answer is reset", "/made?size=100000&drop=0"],
    ["its answer is shorter than announced", "/made?size=10&length=20&header=connection:close"],
    ["its answer is longer than announced", "/made?text=0123456789&length=5"],
    ["there is nobody", "http://127.0.0.1:9/"],
    ["it is refused", "http://127.0.0.2:9/"],
    ["its certificate is nobody's", inject("tlsUrl")],
  ])("no connection stays busy: %s", async (_what, target) => {
    const url = target.startsWith("http") ? target : serverUrl + target;
    const gateway = await start([serverUrl, inject("tlsUrl"), "http://127.0.0.1:9"]);
    for (const body of ["", Buffer.alloc(MEBIBYTE)]) {
      // Some break off the page, too.
      await gateway.ask({ url, method: "POST" }, { body }).catch(() => {});
    }
    await expect.poll(countBusySockets).toBe(0);
  });

  it.each(["before the answer", "in the middle of it"])("no connection stays busy: the page goes %s", async (when) => {
    const gateway = await start([serverUrl]);
    const path = when === "before the answer" ? "/made?hold=1" : "/made?size=100000&stall=50000";
    const sending = gateway.begin({ url: serverUrl + path }, { "content-length": "0" }).on("error", () => {});
    sending.end();
    if (when !== "before the answer") await once(sending, "response");
    sending.destroy();
    await expect.poll(countBusySockets).toBe(0);
  });
});

describe("the end of a gateway", () => {
  it("breaks off what runs, closes its connections, and lets nobody in", async () => {
    let seen: () => void = () => {};
    const arrived = new Promise<void>((resolve) => (seen = resolve));
    const ends: Promise<unknown>[] = [];
    const url = await targets.serve((request, response) => {
      ends.push(once(request.socket, "close"));
      if (request.url === "/hold") seen();
      else response.end();
    });
    const gateway = await start([url]);
    const held = expect(gateway.ask({ url: `${url}/hold` })).rejects.toMatchObject({ code: "ECONNRESET" });
    await arrived;
    // This leaves a connection that is kept.
    await gateway.ask({ url });
    await gateway.gateway.close();
    await held;
    await Promise.all(ends);
    expect(ends).toHaveLength(2);
    expect((await gateway.ask({ url })).status).toBe(403);
    expect(targets.connectionCount).toBe(2);
  });
});

/** Writes megabytes of zeros until they are no longer taken, or all are written; resolves with the bytes that were given. */
async function writeUntilFull(
  stream: { write: (chunk: Buffer, done: () => void) => boolean },
  totalBytes: number,
): Promise<number> {
  const chunk = Buffer.alloc(MEBIBYTE);
  return MEBIBYTE * (await giveUntilFull(totalBytes / MEBIBYTE, (taken) => stream.write(chunk, taken)));
}
