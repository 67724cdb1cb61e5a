import { appendFile, truncate, utimes } from "node:fs/promises";
import type { Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { HttpBody } from "../../src/core/ports/index.ts";
import { createNodeNetwork, type NodeNetwork } from "./node-network.ts";
import { RawServers, readRequest } from "./raw-server.ts";

const MEBIBYTE = 1024 * 1024;
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

const text = (value: string): HttpBody => ({ kind: "text", text: value });
const networkError = (name: string): object => ({ name: "HostError", code: "network", message: `net::ERR_${name}` });

describe("a connection", () => {
  /** Answers the first request of each connection and resets it at the second, as if it had just been closed for being idle. */
  function answerOnce(socket: Socket): void {
    socket.once("data", () => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
      socket.once("data", () => socket.resetAndDestroy());
    });
  }

  it("is kept for the next request, and gathers no listeners", async () => {
    const warned = vi.spyOn(process, "emitWarning");
    const url = await servers.serve((_request, response) => response.end("ok"));
    for (let index = 0; index < 20; index += 1) await network.send(url, { body: text("x") });
    expect(servers.connectionCount).toBe(1);
    expect(warned).not.toHaveBeenCalled();
    warned.mockRestore();
  });

  it("that went stale is replaced for a request that may be repeated", async () => {
    const url = await servers.serveSockets(answerOnce);
    const first = await network.send(url, { method: "GET" });
    const second = await network.send(url, { method: "GET" });
    expect([first.data, second.data]).toEqual(["ok", "ok"]);
    expect(servers.connectionCount).toBe(2);
    expect([first.retried, second.retried]).toEqual([undefined, ["net::ERR_CONNECTION_RESET"]]);
  });

  it("that breaks does not make a complete POST go out twice", async () => {
    const url = await servers.serveSockets(answerOnce);
    await network.send(url, { body: text("one") });
    await expect(network.send(url, { body: text("two") })).rejects.toMatchObject(networkError("CONNECTION_RESET"));
    expect(servers.connectionCount).toBe(1);
  });

  it.each([
    ["was closed by the server", (socket: Socket) => socket.end()],
    [
      "brought what nobody asked for",
      (socket: Socket) => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"),
    ],
  ])("that %s while it was idle does not serve the next request", async (_how, end) => {
    const sockets: Socket[] = [];
    const url = await servers.serveSockets((socket) => {
      sockets.push(socket);
      socket.once("data", () => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
    });
    for (let round = 1; round <= 3; round += 1) {
      expect((await network.send(url, { body: text("x") })).data).toBe("ok");
      expect(servers.connectionCount).toBe(round);
      const [socket] = sockets.splice(0);
      const closed = new Promise((resolve) => socket?.once("close", resolve));
      if (socket) end(socket);
      await closed;
    }
  });

  it("is given up before the server does, as far as that says when", async () => {
    const closed: Promise<unknown>[] = [];
    const url = await servers.serveSockets((socket) => {
      closed.push(new Promise((resolve) => socket.once("close", resolve)));
      const head = "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1\r\nContent-Length: 2\r\n\r\n";
      socket.once("data", () => socket.write(`${head}ok`));
    });
    for (let round = 1; round <= 2; round += 1) {
      expect((await network.send(url, { body: text("x") })).data).toBe("ok");
      await closed[round - 1];
    }
    expect(servers.connectionCount).toBe(2);
  });

  it("that breaks at its first request is not replaced", async () => {
    const url = await servers.serveSockets((socket) => socket.once("data", () => socket.resetAndDestroy()));
    await expect(network.send(url, { method: "GET" })).rejects.toMatchObject(networkError("CONNECTION_RESET"));
    expect(servers.connectionCount).toBe(1);
  });
});

describe("a response that comes before the body has left", () => {
  it("is delivered when the server refuses and closes without reading", async () => {
    const url = await servers.serve((_request, response) => {
      response.writeHead(413, { connection: "close" });
      response.end("too large");
    });
    const { body } = await network.createUpload(64 * MEBIBYTE);
    for (let round = 0; round < 200; round += 1) {
      expect(await network.send(url, { body })).toMatchObject({ statusCode: 413, data: "too large" });
    }
  });

  it("stops the body when it refuses", async () => {
    let receivedBytes = 0;
    const url = await servers.serve((request, response) => {
      request.on("data", (chunk: Buffer) => (receivedBytes += chunk.length));
      response.writeHead(403).end("no");
    });
    const sent: number[] = [];
    const { body } = await network.createUpload(64 * MEBIBYTE);
    await network.send(url, { body }, { onSent: (count) => void sent.push(count) });
    expect(receivedBytes).toBeLessThan(64 * MEBIBYTE);
    expect(sent.at(-1) ?? 0).toBeLessThan(64 * MEBIBYTE);
  });

  it("waits for the body when it does not refuse", async () => {
    const order: string[] = [];
    let arrival: Promise<Buffer> | undefined;
    const url = await servers.serve((request, response) => {
      response.end("ok");
      arrival = readRequest(request);
    });
    const { body } = await network.createUpload(8 * MEBIBYTE);
    await network.send(url, { body }, { onSent: () => void order.push("sent"), onHead: () => void order.push("head") });
    expect((await arrival)?.length).toBeGreaterThan(8 * MEBIBYTE);
    expect(order.join(" ")).toMatch(/^(sent )+head$/);
  });
});

describe("an upload", () => {
  const changes: [how: string, change: (path: string) => Promise<void>][] = [
    ["grew", (path) => appendFile(path, "more")],
    ["shrank", (path) => truncate(path, 1000)],
    ["was written", (path) => utimes(path, 1, 1)],
  ];
  it.each(changes)("fails, and never arrives whole, when its file %s meanwhile", async (_how, change) => {
    const { body, machinePath } = await network.createUpload(64 * MEBIBYTE);
    let outcome: Promise<string> | undefined;
    const url = await servers.serve((request, response) => {
      outcome = change(machinePath)
        .then(() => readRequest(request))
        .then(
          () => "whole",
          () => "broken",
        );
      void outcome.then(() => response.end());
    });
    await expect(network.send(url, { body })).rejects.toMatchObject(networkError("UPLOAD_FILE_CHANGED"));
    expect(await outcome).toBe("broken");
  });

  it("reads no more of its file than the server takes", async () => {
    const sent: number[] = [];
    const abort = new AbortController();
    const { body } = await network.createUpload(64 * MEBIBYTE);
    const url = await servers.serveSockets((socket) => {
      // Reads the head of the request and nothing after it.
      socket.once("data", () => {
        socket.pause();
        void network.send(second, { method: "GET" }).then(() => abort.abort());
      });
    });
    const second = await servers.serve((_request, response) => setImmediate(() => response.end()));
    const request = { url, method: "POST", headers: {}, body, responseType: "text" } as const;
    const sending = network.http.send(request, { onSent: (count) => void sent.push(count) }, abort.signal);
    await expect(sending).rejects.toMatchObject({ code: "aborted" });
    expect(sent.at(-1) ?? 0).toBeLessThan(16 * MEBIBYTE);
  });
});

describe("close", () => {
  it("aborts what runs, refuses what comes after, and may be repeated", async () => {
    let arrived: () => void = () => {};
    const arrival = new Promise<void>((resolve) => (arrived = resolve));
    const url = await servers.serve(() => arrived());
    const running = network.send(url, { body: text("x") });
    const outcome = expect(running).rejects.toMatchObject({ code: "aborted" });
    await arrival;
    await network.http.close();
    await outcome;
    await expect(network.send(url)).rejects.toMatchObject({ code: "aborted" });
    await network.http.close();
  });
});
