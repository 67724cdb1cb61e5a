import { brotliCompressSync, deflateRawSync, gzipSync } from "node:zlib";
import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import type { HttpEvents, HttpRequest, HttpResponse } from "../../src/core/ports/index.ts";
import { createNodeNetwork, type NodeNetwork } from "./node-network.ts";
import { RawServers } from "./raw-server.ts";
import { sampleBytes } from "./sample-bytes.ts";
import { createServerLog } from "./server-log.ts";

const MEBIBYTE = 1024 * 1024;
const serverUrl = inject("serverUrl");
const server = createServerLog(serverUrl);
const FILE: Partial<HttpRequest> = { method: "GET", responseType: "file" };
let network: NodeNetwork;
let servers: RawServers;

beforeEach(async () => {
  network = await createNodeNetwork();
  servers = new RawServers();
  await server.reset();
});
afterEach(async () => {
  await server.release();
  await network.close();
  servers.close();
});

function download(path: string, events: HttpEvents = {}, signal = new AbortController().signal): Promise<HttpResponse> {
  const request: HttpRequest = { url: serverUrl + path, method: "GET", headers: {}, responseType: "file" };
  return network.http.send({ ...request, maxFileBytes: 2 * MEBIBYTE }, events, signal);
}

describe("a response that becomes a file", () => {
  it("is the only file that is left", async () => {
    const { data } = await download("/made?size=100");
    expect(await network.listFiles()).toEqual([(data as string).slice("wxfile://tmp/".length)]);
  });

  it.each([
    ["is reset in the middle", `/made?size=${2 * MEBIBYTE}&drop=${MEBIBYTE + 1}`],
    ["is cut short", `/made?size=${2 * MEBIBYTE}&cut=${MEBIBYTE + 1}`],
    ["ends before its last chunk", `/made?size=${2 * MEBIBYTE}&length=none&cut=${MEBIBYTE + 1}`],
    ["is damaged", "/made?size=200000&encoding=gzip&damaged=1"],
    ["announces too much", `/made?size=${2 * MEBIBYTE + 1}`],
    ["is too large", `/made?size=${2 * MEBIBYTE + 1}&length=none`],
    ["unfolds to too much", `/made?zeros=${2 * MEBIBYTE + 1}&encoding=br`],
  ])("leaves nothing when it %s", async (_what, path) => {
    await expect(download(path)).rejects.toHaveProperty("name", "HostError");
    expect(await network.listFiles()).toEqual([]);
  });

  it.each(["onHead", "onReceived"] as const)("leaves nothing when it is aborted at %s", async (event) => {
    const controller = new AbortController();
    const events: HttpEvents = { [event]: () => controller.abort() };
    const sending = download(`/made?size=${2 * MEBIBYTE}&stall=${MEBIBYTE}`, events, controller.signal);
    await expect(sending).rejects.toMatchObject({ code: "aborted" });
    expect(await network.listFiles()).toEqual([]);
  });

  it("leaves nothing when the host is closed meanwhile", async () => {
    let arrived: () => void = () => {};
    const arrival = new Promise<void>((resolve) => (arrived = resolve));
    const sending = download("/made?size=200000&stall=100000", { onReceived: () => arrived() });
    const outcome = expect(sending).rejects.toMatchObject({ code: "aborted" });
    await arrival;
    await network.http.close();
    await outcome;
    expect(await network.listFiles()).toEqual([]);
  });

  it("fails when its folder is gone", async () => {
    const { machinePath } = await network.createUpload(1);
    await rm(dirname(machinePath), { recursive: true });
    await expect(download("/made?size=100")).rejects.toHaveProperty("name", "HostError");
  });

  it("arrives whole when it is deflated without a header, or twice encoded, or encoded in an unknown way", async () => {
    const bytes = Buffer.from(sampleBytes(200_000));
    const bodies = [
      ["deflate", deflateRawSync(bytes)],
      ["GZIP, br", brotliCompressSync(gzipSync(bytes))],
      ["strange", bytes],
    ] as const;
    for (const [encoding, body] of bodies) {
      const url = await servers.serve((_request, response) => {
        response.setHeader("content-encoding", encoding).end(body);
      });
      const { data } = await network.send(url, FILE);
      expect(Buffer.from(await network.files.read(data as string)).equals(bytes), encoding).toBe(true);
    }
  });

  it.each(["gzip", "deflate", "br"])("may be empty though it names the encoding %s", async (encoding) => {
    const url = await servers.serve((_request, response) => response.setHeader("content-encoding", encoding).end());
    const { data } = await network.send(url, FILE);
    expect(await network.files.stat(data as string)).toEqual({ sizeBytes: 0 });
  });

  it("leaves the connection for the next request", async () => {
    const url = await servers.serve((_request, response) => response.end(Buffer.alloc(300_000)));
    for (let index = 0; index < 5; index += 1) await network.send(url, FILE);
    expect(servers.connectionCount).toBe(1);
  });
});
