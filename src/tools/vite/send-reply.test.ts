import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { textReply, type Reply } from "./reply.ts";
import { parseRange, sendReply } from "./send-reply.ts";

describe("sendReply", () => {
  let folder = "";
  let url = "";
  let server: Server;
  let reply: Reply = textReply(200, "");

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "minihost-reply-"));
    await writeFile(join(folder, "digits"), "0123456789");
    await writeFile(join(folder, "empty"), "");
    server = createServer((request, response) => void sendReply(request, response, reply));
    await once(server.listen(0, "127.0.0.1"), "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });

  const get = (headers: Record<string, string> = {}, method = "GET"): Promise<Response> =>
    fetch(url, { headers, method });
  const file = (name: string): Reply => ({
    status: 200,
    headers: { "Content-Type": "text/plain" },
    body: { file: join(folder, name) },
  });

  it("sends text that is not kept", async () => {
    reply = textReply(404, "没有");
    const response = await get();
    expect(response.status).toBe(404);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await response.text()).toBe("没有\n");
  });

  it("sends a file with its size, and nothing when it is known", async () => {
    reply = file("digits");
    const first = await get();
    expect(first.headers.get("content-length")).toBe("10");
    expect(await first.text()).toBe("0123456789");
    const second = await get({ "If-None-Match": first.headers.get("etag") ?? "" });
    expect(second.status).toBe(304);
  });

  it("sends a file again when it comes with another header", async () => {
    reply = file("digits");
    const first = await get();
    reply = { ...reply, headers: { ...reply.headers, "Content-Security-Policy": "sandbox" } };
    const second = await get({ "If-None-Match": first.headers.get("etag") ?? "" });
    expect(second.status).toBe(200);
    expect(await second.text()).toBe("0123456789");
  });

  it("sends the range that was asked for", async () => {
    reply = file("digits");
    const response = await get({ Range: "bytes=2-4" });
    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe("bytes 2-4/10");
    expect(await response.text()).toBe("234");
    expect((await get({ Range: "bytes=10-" })).status).toBe(416);
  });

  it("answers HEAD without a body, an empty file, and a file that is gone", async () => {
    reply = file("digits");
    const head = await get({}, "HEAD");
    expect([head.headers.get("content-length"), await head.text()]).toEqual(["10", ""]);
    reply = file("empty");
    const empty = await get();
    expect([empty.status, await empty.text()]).toEqual([200, ""]);
    reply = file("gone");
    expect((await get()).status).toBe(404);
  });
});

describe("parseRange", () => {
  it.each([
    [undefined, undefined],
    ["bytes=0-", [0, 9]],
    ["bytes=0-99", [0, 9]],
    ["bytes=3-3", [3, 3]],
    ["bytes=-4", [6, 9]],
    ["bytes=-99", [0, 9]],
    ["bytes=-0", "unsatisfiable"],
    ["bytes=4-3", "unsatisfiable"],
    ["bytes=-", undefined],
    ["bytes=0-1,3-4", undefined],
    ["items=0-1", undefined],
  ] as const)("reads %s", (header, expected) => {
    expect(parseRange(header, 10)).toEqual(expected);
  });
});
