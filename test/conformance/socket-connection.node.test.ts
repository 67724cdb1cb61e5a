import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { WebSocketServer, type ServerOptions, type WebSocket } from "ws";
import type { SocketConnection, SocketEnd, SocketRequest } from "../../src/core/ports/index.ts";
import { createDevice } from "../../src/node/index.ts";
import { createSocket, type LocalSocket } from "../../src/node/host/index.ts";
import { RawServers } from "./raw-server.ts";
import { createServerLog } from "./server-log.ts";

const serverUrl = inject("serverUrl");
const socketUrl = `${serverUrl.replace("http", "ws")}/socket`;
const server = createServerLog(serverUrl);
let socket: LocalSocket;
let servers: RawServers;

beforeEach(async () => {
  socket = createSocket();
  servers = new RawServers();
  await server.reset();
});
afterEach(async () => {
  await server.release();
  await socket.close();
  servers.close();
});

/** A connection and what was heard of it. */
interface Opened {
  readonly connection: SocketConnection;
  readonly heard: string[];
  readonly opened: Promise<Record<string, string>>;
  readonly message: Promise<string | ArrayBuffer>;
  readonly end: Promise<SocketEnd>;
}

function open(url: string, change: Partial<SocketRequest> = {}): Opened {
  const request: SocketRequest = { url, protocols: [], headers: {}, perMessageDeflate: false, ...change };
  const heard: string[] = [];
  const [opened, message, end] = [
    deferred<Record<string, string>>(),
    deferred<string | ArrayBuffer>(),
    deferred<SocketEnd>(),
  ];
  const connection = socket.open(request, {
    onOpen(header) {
      heard.push("open");
      opened.resolve(header);
    },
    onMessage(data) {
      heard.push("message");
      message.resolve(data);
    },
    onEnd(result) {
      heard.push("end");
      end.resolve(result);
    },
  });
  return { connection, heard, opened: opened.promise, message: message.promise, end: end.promise };
}

/** A promise that is settled from outside. */
function deferred<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>((settle) => (resolve = settle));
  return { promise, resolve };
}

const failure = (name: string): SocketEnd => ({ failure: `net::ERR_${name}` });

/** Answers every connection with this text. */
function answer(text: string, then: (socket: Socket) => void = () => {}): Promise<string> {
  return servers.serveSockets((peer) => peer.once("data", () => peer.write(text, () => then(peer)))).then(toSocketUrl);
}

/** Completes the handshake, then does as it is told below the WebSocket. */
function upgrade(then: (peer: Socket) => void, header = ""): Promise<string> {
  const serve = (peer: Socket): void => {
    peer.once("data", (head: Buffer) => {
      const key = /sec-websocket-key: (\S+)/i.exec(head.toString())?.[1] ?? "";
      const accept = createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
      const lines = ["HTTP/1.1 101 Switching Protocols", "Connection: Upgrade", "Upgrade: websocket"];
      peer.write(`${lines.join("\r\n")}\r\nSec-WebSocket-Accept: ${accept}\r\n${header}\r\n`, () => then(peer));
    });
  };
  return servers.serveSockets(serve).then(toSocketUrl);
}

function toSocketUrl(url: string): string {
  return url.replace("http", "ws");
}

describe("a connection that can't be opened", () => {
  const end = (peer: Socket): void => void peer.end();

  it("has Chromium's name when nobody listens", async () => {
    const probe = createServer().listen(0, "127.0.0.1");
    await once(probe, "listening");
    const { port } = probe.address() as AddressInfo;
    probe.close();
    await once(probe, "close");
    expect(await open(`ws://127.0.0.1:${port}/`).end).toEqual(failure("CONNECTION_REFUSED"));
  });

  it.each([
    ["NAME_NOT_RESOLVED", "ws://name.invalid/"],
    ["SSL_PROTOCOL_ERROR", socketUrl.replace("ws:", "wss:")],
    ["INVALID_RESPONSE, HTTP status 503", `${socketUrl}?status=503`],
    ["INVALID_RESPONSE, HTTP status 404", `${socketUrl}/nothing`],
  ])("has Chromium's name: %s", async (name, url) => {
    const { heard, end } = open(url);
    expect(await end).toEqual(failure(name));
    expect(heard).toEqual(["end"]);
  });

  it.each([
    ["EMPTY_RESPONSE", "", end],
    ["CONNECTION_RESET", "", (peer: Socket) => void peer.resetAndDestroy()],
    ["INVALID_HTTP_RESPONSE", "SSH-2.0-server\r\n\r\n", end],
    ["INVALID_RESPONSE, HTTP status 302", `HTTP/1.1 302 Found\r\nLocation: ${socketUrl}\r\n\r\n`, end],
    ["INVALID_RESPONSE", "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n", end],
    ["INVALID_RESPONSE", "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n", end],
  ])("has Chromium's name: %s, of %j", async (name, text, then) => {
    expect(await open(await answer(text, then)).end).toEqual(failure(name));
  });

  it.each([
    ["none of those that were asked for", ["a"], ""],
    ["another one", ["a"], "Sec-WebSocket-Protocol: b\r\n"],
    ["one that nobody asked for", [], "Sec-WebSocket-Protocol: b\r\n"],
  ])("is one for which the server chooses %s as sub-protocol", async (_which, protocols, header) => {
    expect(await open(await upgrade(() => {}, header), { protocols }).end).toEqual(failure("INVALID_RESPONSE"));
  });

  it.each(["ws://127.0.0.1:99999/", "ftp://127.0.0.1/", "relative"])("has a URL like %s", async (url) => {
    const { heard, end } = open(url);
    expect(heard).toEqual([]);
    expect(await end).toEqual({ failure: expect.stringMatching(/^net::ERR_/) });
  });

  it("is given up without a word of it within that call", async () => {
    const { connection, heard, end } = open(`${socketUrl}?hold=1`);
    await server.requests({ open: 1 });
    connection.close(1000, "");
    await new Promise<void>((resolve) => process.nextTick(resolve));
    await Promise.resolve();
    expect(heard).toEqual([]);
    await end;
    expect(heard).toEqual(["end"]);
    expect(connection.send("x")).toBe(false);
    connection.close(1000, "");
    await server.requests({ broken: 1 });
  });
});

describe("a connection that breaks", () => {
  it.each([
    ["CONNECTION_CLOSED", (peer: Socket) => void peer.end()],
    ["CONNECTION_RESET", (peer: Socket) => void peer.resetAndDestroy()],
    ["WS_PROTOCOL_ERROR", (peer: Socket) => void peer.write(Buffer.from([0x83, 0]))],
    ["WS_PROTOCOL_ERROR", (peer: Socket) => void peer.write(Buffer.from([0x81, 2, 0xff, 0xff]))],
    ["WS_PROTOCOL_ERROR", (peer: Socket) => void peer.write(Buffer.from([0x82, 127, 0, 0, 0, 0, 0xff, 0, 0, 0]))],
  ])("has Chromium's name: %s", async (name, breakIt) => {
    const { connection, opened, heard, end } = open(await upgrade((peer) => peer.once("data", () => breakIt(peer))));
    await opened;
    connection.send("now");
    expect(await end).toEqual(failure(name));
    expect(heard).toEqual(["open", "end"]);
  });
});

describe("the handshake", () => {
  const rawHandshake = async (change: Partial<SocketRequest>): Promise<string> => {
    const head = deferred<string>();
    const url = await servers.serveSockets((peer) =>
      peer.once("data", (data: Buffer) => {
        head.resolve(data.toString());
        peer.end();
      }),
    );
    await open(toSocketUrl(url), change).end;
    return head.promise;
  };

  it("has the names and values of the app's headers as they are, and each of ours once", async () => {
    const headers = { "X-Mixed-Case": "a, b", connection: "x", "Sec-WebSocket-Protocol": "x", "user-agent": "app" };
    const head = await rawHandshake({ headers });
    expect(head).toContain("\r\nX-Mixed-Case: a, b\r\n");
    expect(head).toContain("\r\nuser-agent: app\r\n");
    for (const name of ["host", "connection", "upgrade", "sec-websocket-key", "sec-websocket-version", "user-agent"]) {
      expect(head.match(new RegExp(`^${name}:`, "gim")), name).toHaveLength(1);
    }
    expect(head).not.toMatch(/^(?:sec-websocket-protocol|origin|content-length):/im);
  });

  it.each([true, false])("offers compression as asked: %s", async (perMessageDeflate) => {
    const head = await rawHandshake({ perMessageDeflate });
    expect(/^sec-websocket-extensions: permessage-deflate/im.test(head)).toBe(perMessageDeflate);
  });

  it("gives all headers of the answer, with the server's case", async () => {
    const url = await upgrade(() => {}, "X-Mixed-Case: a\r\nSet-Cookie: b=1\r\nSet-Cookie: c=2\r\n");
    expect(await open(url).opened).toEqual({
      Connection: "Upgrade",
      Upgrade: "websocket",
      "Sec-WebSocket-Accept": expect.any(String),
      "X-Mixed-Case": "a",
      "Set-Cookie": "b=1,c=2",
    });
  });
});

describe("compression", () => {
  let echo: WebSocketServer;

  async function startEcho(options: ServerOptions): Promise<string> {
    echo = new WebSocketServer({ host: "127.0.0.1", port: 0, ...options });
    echo.on("connection", (peer: WebSocket) =>
      peer.on("message", (data, isBinary) => peer.send(data, { binary: isBinary })),
    );
    await once(echo, "listening");
    return `ws://127.0.0.1:${(echo.address() as AddressInfo).port}/`;
  }
  afterEach(() => echo.close());

  it("works, and sends the bytes of the moment of the call", async () => {
    const url = await startEcho({ perMessageDeflate: true });
    const { connection, opened, message } = open(url, { perMessageDeflate: true });
    expect(await opened).toHaveProperty("Sec-WebSocket-Extensions", expect.stringMatching(/^permessage-deflate/));
    const bytes = new Uint8Array(100_000).fill(1);
    connection.send(bytes.buffer);
    bytes.fill(2);
    const data = await message;
    expect(new Set(new Uint8Array(data as ArrayBuffer))).toEqual(new Set([1]));
    expect((data as ArrayBuffer).byteLength).toBe(100_000);
  });
});

describe("a server that does not answer the closing handshake", () => {
  afterEach(() => vi.useRealTimers());

  it("is not waited for any longer after two seconds", async () => {
    const received = deferred<Buffer>();
    const { connection, opened, heard, end } = open(await upgrade((peer) => peer.once("data", received.resolve)));
    await opened;
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    connection.close(3000, "bye");
    await received.promise;
    vi.advanceTimersByTime(1999);
    expect(heard).toEqual(["open"]);
    vi.advanceTimersByTime(1);
    await end;
    expect(heard).toEqual(["open", "end"]);
  });
});

describe("close", () => {
  it("tells servers that the device goes away, gives up what is not open, and may be repeated", async () => {
    const peers = new WebSocketServer({ host: "127.0.0.1", port: 0 });
    await once(peers, "listening");
    const closing = once(peers, "connection").then(([peer]) => once(peer as WebSocket, "close"));
    const ready = open(`ws://127.0.0.1:${(peers.address() as AddressInfo).port}/`);
    await ready.opened;
    const connecting = open(`${socketUrl}?hold=1`);
    await server.requests({ open: 1 });
    await Promise.all([socket.close(), socket.close()]);
    expect((await closing)[0]).toBe(1001);
    expect(await ready.end).toEqual({ code: 1001, reason: "" });
    expect(await connecting.end).toEqual({ code: 1001, reason: "" });
    expect(connecting.heard).toEqual(["end"]);
    await server.requests({ broken: 1 });
    peers.close();
  });

  it("lets nothing be opened any more", async () => {
    await socket.close();
    const { connection, heard, end } = open(socketUrl);
    expect(heard).toEqual([]);
    expect(connection.send("x")).toBe(false);
    connection.close(1000, "");
    expect(await end).toEqual(failure("ABORTED"));
  });

  it("of a device tells the app, and leaves no socket or timer behind", async () => {
    const held = (kind: string): number => process.getActiveResourcesInfo().filter((name) => name === kind).length;
    const kinds = ["TCPSocketWrap", "Timeout", "Immediate"];
    const before = kinds.map(held);
    const device = await createDevice({ networkTimeout: { connectSocket: 3_600_000 } });
    const events: unknown[] = [];
    const task = device.wx.connectSocket({ url: socketUrl, success() {} });
    task.onError((event) => events.push(event));
    task.onClose((event) => events.push(event));
    await new Promise<void>((resolve) => task.onOpen(() => resolve()));
    device.wx.connectSocket({ url: `${socketUrl}?hold=1`, success() {} });
    await server.requests({ count: 2 });
    await device.close();
    expect(events).toEqual([{ code: 1001, reason: "" }]);
    expect(task.readyState).toBe(task.CLOSED);
    await server.requests({ broken: 1, complete: 1 });
    for (const [index, kind] of kinds.entries()) expect.soft(held(kind), kind).toBeLessThanOrEqual(before[index] ?? 0);
  });
});
