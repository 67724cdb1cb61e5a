import { beforeEach, expect, it } from "vitest";
import { ExchangeMeter, Openings } from "./exchange-meter.ts";
import { HttpCache } from "./http-cache.ts";
import { readHead } from "./http-headers.ts";
import type { WholeExchange, WholeExchanger } from "./whole-exchange.ts";

const MEBIBYTE = 1024 * 1024;
let cache: HttpCache;
/** The paths that the server was asked for. */
let asked: string[];
/** What the server answers beside the body. */
let headers: string[];

/** A server whose path says how many MiB it answers with. */
const server: WholeExchanger = {
  async run({ target }) {
    asked.push(target.url.pathname);
    const bytes = Buffer.alloc(Number(target.url.pathname.split("/")[1]) * MEBIBYTE);
    return { head: readHead(200, headers), bytes };
  },
  close: async () => {},
};

beforeEach(() => {
  cache = new HttpCache(server);
  asked = [];
  headers = ["Cache-Control", "max-age=1000"];
});

async function get(path: string, own: Record<string, string> = {}): Promise<void> {
  const exchange: WholeExchange = {
    target: { url: new URL(`http://localhost${path}`), method: "GET", headers: own },
    body: { kind: "whole", sizeBytes: 0, bytes: new Uint8Array() },
    followsRedirects: true,
    events: {},
    cancellation: { isCancelled: false },
    meter: new ExchangeMeter(new Openings()),
    onSent: () => {},
  };
  expect(await cache.run(exchange)).toHaveProperty("bytes");
}

it("forgets what was used longest ago when it is full", async () => {
  for (const path of ["/4/a", "/4/b", "/4/c", "/4/d", "/4/a", "/4/e"]) await get(path);
  expect(asked).toEqual(["/4/a", "/4/b", "/4/c", "/4/d", "/4/e"]);
  asked = [];
  for (const path of ["/4/a", "/4/c", "/4/d", "/4/e"]) await get(path);
  expect(asked).toEqual([]);
  await get("/4/b");
  expect(asked).toEqual(["/4/b"]);
});

it("forgets variants, too", async () => {
  headers.push("Vary", "X-Kind");
  for (const kind of ["a", "b", "c", "d", "e"]) await get("/4/x", { "X-Kind": kind });
  asked = [];
  for (const kind of ["b", "c", "d", "e"]) await get("/4/x", { "X-Kind": kind });
  expect(asked).toEqual([]);
  await get("/4/x", { "X-Kind": "a" });
  expect(asked).toEqual(["/4/x"]);
});

it("does not store what would push out all the rest", async () => {
  await get("/1/small");
  await get("/5/large");
  await get("/5/large");
  await get("/1/small");
  expect(asked).toEqual(["/1/small", "/5/large", "/5/large"]);
});

it("forgets what a request that may change it names, unless that failed", async () => {
  await get("/1/a");
  cache.invalidate("http://localhost/1/a", "GET", 200);
  cache.invalidate("http://localhost/1/a", "POST", 500);
  cache.invalidate("http://localhost/1/b", "POST", 200);
  await get("/1/a");
  expect(asked).toHaveLength(1);
  cache.invalidate("http://localhost/1/a", "DELETE", 204);
  await get("/1/a");
  expect(asked).toHaveLength(2);
});
