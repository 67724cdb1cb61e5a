import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { GATEWAY_PROTOCOL } from "../../src/core/protocol/index.ts";
import { GatewayServer, giveUntilFull, TOKEN } from "./gateway-server.ts";

const MEBIBYTE = 1024 * 1024;
const REFUSED = { failure: expect.objectContaining({ code: "network", refusal: "private" }) };

let target: WebSocketServer;
let url: string;

beforeEach(async () => {
  target = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await once(target, "listening");
  url = `ws://127.0.0.1:${(target.address() as AddressInfo).port}`;
});
afterEach(async () => {
  for (const client of target.clients) client.terminate();
  target.close();
  await once(target, "close");
});

async function start(named: string[] = [url]): Promise<GatewayServer> {
  const gateway = await GatewayServer.start({ domains: { socket: named } });
  onTestFinished(() => gateway.close());
  return gateway;
}

/** Connects a page through a gateway, and gives both ends. */
async function connect(headers: Record<string, string> = {}): Promise<{
  page: WebSocket;
  server: WebSocket;
  request: IncomingMessage;
  answer: unknown;
}> {
  const gateway = await start();
  const connected = once(target, "connection") as Promise<[WebSocket, IncomingMessage]>;
  const { page, answer } = await gateway.connect({ url, headers, protocols: ["v2", "v1"] });
  const [server, request] = await connected;
  return { page, server, request, answer };
}

describe("a socket through a gateway", () => {
  it("has the headers of the app and of the server, and the sub-protocol that the server chose", async () => {
    const { answer, request } = await connect({ Cookie: "a=1", Referer: "https://r.example/", Host: "x" });
    expect(request.headers).toMatchObject({ cookie: "a=1", referer: "https://r.example/", host: url.slice(5) });
    expect(request.headers).not.toHaveProperty("origin");
    expect(request.headers["sec-websocket-protocol"]).toBe("v2,v1");
    expect(answer).toEqual({ open: { header: expect.objectContaining({ "Sec-WebSocket-Protocol": "v2" }) } });
  });

  it("carries text as text and bytes as bytes, both ways", async () => {
    const { page, server } = await connect();
    for (const [from, to] of [
      [page, server],
      [server, page],
    ] as const) {
      for (const sent of ["猫", "", Buffer.of(0, 255)]) {
        const arrived = once(to, "message");
        from.send(sent);
        const [data, isBinary] = (await arrived) as [Buffer, boolean];
        expect({ data, isBinary }).toEqual({ data: Buffer.from(sent), isBinary: typeof sent !== "string" });
      }
    }
  });

  it.each([
    [4001, "再见"],
    [1000, ""],
    [undefined, ""],
  ])("ends as either end ends it: %s %s", async (code, reason) => {
    for (const isPageFirst of [true, false]) {
      const { page, server } = await connect();
      const [from, to] = isPageFirst ? [page, server] : [server, page];
      const closed = once(to, "close");
      if (code === undefined) from.close();
      else from.close(code, reason);
      expect((await closed).map(String)).toEqual([String(code ?? 1005), reason]);
    }
  });

  it("breaks when either end breaks", async () => {
    for (const isPageFirst of [true, false]) {
      const { page, server } = await connect();
      const [from, to] = isPageFirst ? [page, server] : [server, page];
      const closed = once(to, "close");
      from.terminate();
      expect((await closed)[0]).toBe(1006);
    }
  });

  it("makes an end wait for the other, and loses nothing", async () => {
    for (const isPageFirst of [true, false]) {
      const { page, server } = await connect();
      const [from, to] = isPageFirst ? [page, server] : [server, page];
      to.pause();
      const total = 256;
      const chunk = Buffer.alloc(MEBIBYTE);
      const givenCount = await giveUntilFull(total, (taken) => from.send(chunk, taken));
      expect(givenCount).toBeLessThan(32);
      let received = 0;
      const all = new Promise<void>((resolve) => to.on("message", () => (received += 1) === givenCount && resolve()));
      to.resume();
      await all;
    }
  });

  it("tells why there is no connection, in the platform's words", async () => {
    const refused = "ws://127.0.0.1:9";
    const gateway = await start([url, refused]);
    expect((await gateway.connect({ url: refused })).answer).toEqual({
      failure: { code: "network", message: "net::ERR_CONNECTION_REFUSED" },
    });
    target.options.verifyClient = () => false;
    const { answer, page } = await gateway.connect({ url });
    expect(answer).toEqual({ failure: { code: "network", message: "net::ERR_INVALID_RESPONSE, HTTP status 401" } });
    await once(page, "close");
  });

  it("that is given up before it is open gives up the server", async () => {
    const gateway = await start();
    let asked: () => void = () => {};
    const arrived = new Promise<void>((resolve) => (asked = resolve));
    let gone: Promise<unknown> | undefined;
    // Never answers.
    target.options.verifyClient = ({ req: { socket } }: { req: IncomingMessage }, _settle: unknown) => {
      gone = once(socket.resume(), "end").then(() => socket.destroy());
      asked();
    };
    const page = gateway.openSocket();
    await once(page, "open");
    page.send(JSON.stringify({ url, protocols: [], headers: {}, perMessageDeflate: false }));
    await arrived;
    page.close();
    await gone;
    expect(target.clients.size).toBe(0);
  });
});

describe("a socket that a gateway refuses", () => {
  it.each([
    ["by its address", "ws://127.0.0.1:PORT/"],
    ["by another form of its address", "ws://[::ffff:127.0.0.1]:PORT/"],
    ["by a name of this machine", "ws://localhost:PORT/"],
    ["in the local network", "ws://192.168.0.1/"],
  ])("leads to a server that nobody named: %s", async (_how, to) => {
    const gateway = await start([]);
    const { answer } = await gateway.connect({ url: to.replace("PORT", new URL(url).port) });
    expect(answer).toEqual(REFUSED);
    expect(target.clients.size).toBe(0);
  });

  it("leads to such a server by a name", async () => {
    const gateway = await GatewayServer.start({}, (_name, options, callback) =>
      options.all === true ? callback(null, [{ address: "127.0.0.1", family: 4 }]) : callback(null, "127.0.0.1", 4),
    );
    onTestFinished(() => gateway.close());
    const { answer } = await gateway.connect({ url: url.replace("127.0.0.1", "public.example") });
    expect(answer).toEqual(REFUSED);
  });

  it("leads to a server that is in no list, where lists are checked", async () => {
    const gateway = await start();
    gateway.settings = { isChecked: true, domains: { request: [url] } };
    expect((await gateway.connect({ url })).answer).toEqual({
      failure: expect.objectContaining({ refusal: "not-listed" }),
    });
  });

  it.each([
    ["from another origin", { headers: { origin: "https://evil.example" } }],
    ["without the token", { protocols: [GATEWAY_PROTOCOL] }],
    ["with another token", { protocols: [GATEWAY_PROTOCOL, `${TOKEN}x`] }],
    ["by another protocol", { protocols: ["x", TOKEN] }],
    ["under another host", { headers: { host: "evil.example", origin: "http://evil.example" } }],
  ])("comes %s: 403", async (_how, change) => {
    const page = (await start()).openSocket(change);
    const [error] = (await once(page, "error")) as [Error];
    expect(error.message).toBe("Unexpected server response: 403");
  });

  it.each(["x", "{}", "[]"])("begins with something else: %s", async (text) => {
    const page = (await start()).openSocket();
    await once(page, "open");
    page.send(text);
    expect((await once(page, "close"))[0]).toBe(1008);
  });
});

it("ends with its gateway", async () => {
  const gateway = await start();
  const { page } = await gateway.connect({ url });
  const ended = [...target.clients].map((client) => once(client, "close"));
  const closed = once(page, "close");
  await gateway.gateway.close();
  const [[code]] = await Promise.all([closed, ...ended]);
  expect(code).toBe(1001);
});
