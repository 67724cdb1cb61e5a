import { EventEmitter, once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { startBackend, type Backend } from "./backend.ts";
import type { Exchange } from "./exchange.ts";

let dir: string;
let backend: Backend;
let exchanges: Exchange[];
let clients: WebSocket[];
const arrivals = new EventEmitter<{ exchange: [Exchange] }>();

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "minihost-socket-"));
  backend = await startBackend({
    port: 0,
    dir,
    onRequest: (exchange, answer) => {
      exchanges.push(exchange);
      arrivals.emit("exchange", exchange);
      return answer();
    },
  });
});
afterAll(async () => {
  await backend.close();
  await rm(dir, { recursive: true });
});
beforeEach(() => {
  exchanges = [];
  clients = [];
});
afterEach(() => {
  for (const client of clients) client.terminate();
});

function open(path: string): WebSocket {
  const client = new WebSocket(backend.url.replace("http", "ws") + path);
  clients.push(client);
  return client;
}

/** The next `count` messages: texts as they are, the others as buffers. */
async function receive(client: WebSocket, count: number): Promise<(string | Buffer)[]> {
  const messages: (string | Buffer)[] = [];
  return new Promise((resolve, reject) => {
    client.on("error", reject);
    client.on("message", (data: Buffer, isBinary) => {
      messages.push(isBinary ? data : data.toString());
      if (messages.length === count) resolve(messages);
    });
  });
}

describe("/socket", () => {
  it("sends texts and bytes back in order", async () => {
    const client = open("/socket");
    await once(client, "open");
    const receiving = receive(client, 3);
    client.send("上传");
    client.send(Buffer.from([0, 255]));
    client.send("");
    expect(await receiving).toEqual(["上传", Buffer.from([0, 255]), ""]);
  });

  it("tells how a connection ended and how much came", async () => {
    const client = open("/socket");
    await once(client, "open");
    const receiving = receive(client, 1);
    client.send("12345");
    await receiving;
    client.close(3001, "done");
    expect(await once(client, "close")).toEqual([3001, Buffer.from("done")]);
    expect(await exchanges[0]?.ended).toBe("complete");
    expect(exchanges[0]).toMatchObject({ method: "GET", url: "/socket", bodyBytes: 5 });
  });

  it("calls a connection broken that ended without a closing handshake", async () => {
    const client = open("/socket");
    await once(client, "open");
    client.terminate();
    expect(await exchanges[0]?.ended).toBe("broken");
  });

  it("sends messages of its own", async () => {
    expect(await receive(open("/socket?push=3"), 3)).toEqual(["1", "2", "3"]);
  });

  it("closes with a code and a reason, after what it has to send", async () => {
    const client = open("/socket?push=1&close=4001&reason=再见");
    const receiving = receive(client, 1);
    expect(await once(client, "close")).toEqual([4001, Buffer.from("再见")]);
    expect(await receiving).toEqual(["1"]);
    expect(await exchanges[0]?.ended).toBe("complete");
  });

  it("answers a frame that breaks the protocol with 1002", async () => {
    const raw = connect(backend.port, "127.0.0.1");
    raw.write(
      "GET /socket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    );
    await once(raw, "data");
    raw.write(Buffer.from([0xff, 0x80, 0, 0, 0, 0]));
    const [frame] = (await once(raw, "data")) as [Buffer];
    expect([frame[0], frame.readUInt16BE(2)]).toEqual([0x88, 1002]);
    raw.destroy();
  });

  it("paces what it sends", async () => {
    const client = open("/socket?rate=1000");
    await once(client, "open");
    const receiving = receive(client, 2);
    const startMs = performance.now();
    client.send("x".repeat(50));
    client.send("x".repeat(50));
    await receiving;
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(96);
  });

  it("resets the connection after some bytes of messages", async () => {
    const client = open("/socket?drop=6");
    await once(client, "open");
    const receiving = receive(client, 1);
    client.send("12345");
    expect(await receiving).toEqual(["12345"]);
    client.on("error", () => undefined);
    client.send("6");
    expect(await once(client, "close")).toEqual([1006, Buffer.alloc(0)]);
    expect(await exchanges[0]?.ended).toBe("broken");
  });
});

describe("a handshake", () => {
  it.each([
    ["/socket?status=503", 503],
    ["/nothing", 404],
    ["/socket?close=1006", 400],
    ["/socket?push=x", 400],
    [`/socket?close=1000&reason=${"x".repeat(124)}`, 400],
    ["/socket?delay=x", 400],
  ])("to %s is refused with %i", async (path, status) => {
    const client = open(path);
    const [, response] = await once(
      client.on("error", () => undefined),
      "unexpected-response",
    );
    expect(response).toHaveProperty("statusCode", status);
  });

  it.each(["delay=60", "headers-delay=60"])("is answered late with ?%s", async (query) => {
    const startMs = performance.now();
    await once(open(`/socket?${query}`), "open");
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(58);
  });

  it("that its client gave up is broken at once", async () => {
    const raw = connect(backend.port, "127.0.0.1");
    raw.write("GET /socket?delay=100000 HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
    const [exchange] = (await once(arrivals, "exchange")) as [Exchange];
    raw.destroy();
    expect(await exchange.ended).toBe("broken");
  });

  it("without a key is refused", async () => {
    const raw = connect(backend.port, "127.0.0.1");
    raw.write("GET /socket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
    const [data] = (await once(raw, "data")) as [Buffer];
    expect(data.toString()).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(await exchanges[0]?.ended).toBe("broken");
    raw.destroy();
  });
});
