import { createServer, request } from "node:http";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startBackend, type Backend } from "./backend.ts";

let dir: string;
let backend: Backend;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "minihost-backend-"));
  backend = await startBackend({ port: 0, dir });
});
afterAll(async () => {
  await backend.close();
  await rm(dir, { recursive: true });
});

const get = (path: string, init?: RequestInit): Promise<Response> => fetch(backend.url + path, init);

describe("routes", () => {
  it("answers 404 for a path that it does not know", async () => {
    const response = await get("/nothing");
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ error: "There is no route /nothing" });
  });

  it("answers 405 and names the right method", async () => {
    const response = await get("/upload");
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("POST");
  });

  it("answers a HEAD request as GET without the body", async () => {
    const response = await get("/song.mp3", { method: "HEAD" });
    expect(response.status).toBe(200);
    expect(Number(response.headers.get("content-length"))).toBeGreaterThan(1000);
    expect(await response.text()).toBe("");
  });
});

describe("/echo", () => {
  it("tells method, path, query, headers and body", async () => {
    const response = await get("/echo?a=1&b=2&b=3&__proto__=x", {
      method: "PUT",
      headers: { "X-Token": "t" },
      body: "上传",
    });
    const echo: unknown = await response.json();
    expect(echo).toMatchObject({ method: "PUT", path: "/echo", body: "上传", bodyEncoding: "utf8" });
    expect(echo).toHaveProperty("headers.x-token", "t");
    expect(echo).toHaveProperty("query", JSON.parse('{"a":"1","b":["2","3"],"__proto__":"x"}'));
  });

  it("tells a body that is no text in Base64", async () => {
    const response = await get("/echo", { method: "POST", body: new Uint8Array([0xff, 0xfe]) });
    expect(await response.json()).toMatchObject({ body: "//4=", bodyEncoding: "base64" });
  });
});

describe("/postcode/query", () => {
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const json = { "content-type": "application/json" };

  it.each([
    ["a query", "/postcode/query?postcode=215001", {}],
    ["a form", "/postcode/query", { method: "POST", headers: form, body: "postcode=215001" }],
    ["JSON", "/postcode/query", { method: "POST", headers: json, body: '{"postcode":"215001"}' }],
    ["JSON with a number", "/postcode/query", { method: "POST", headers: json, body: '{"postcode":215001}' }],
  ])("finds a place by %s", async (_, path, init) => {
    expect(await (await get(path, init)).json()).toEqual({
      error_code: 0,
      reason: "success",
      result: {
        list: [{ PostNumber: "215001", Province: "江苏省", City: "苏州市", District: "姑苏区", Address: "平江路" }],
      },
    });
  });

  it("lists every place of a code", async () => {
    expect(await (await get("/postcode/query?postcode=518000")).json()).toHaveProperty("result.list.length", 3);
  });

  it("says that it does not know a code", async () => {
    const response = await get("/postcode/query?postcode=999999");
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ error_code: 1002, reason: "The postcode 999999 is unknown", result: null });
  });

  it.each(["", '{"postcode', "[]", "null"])("says that the code is missing in the body %j", async (body) => {
    const response = await get("/postcode/query", { method: "POST", headers: json, body });
    expect(await response.json()).toHaveProperty("error_code", 1001);
  });
});

describe("modifiers", () => {
  it("replaces the status", async () => {
    const response = await get("/echo?status=503");
    expect(response.status).toBe(503);
    expect(await response.json()).toHaveProperty("path", "/echo");
  });

  it("sends no body with a status that has none", async () => {
    const response = await get("/echo?status=204");
    expect(response.status).toBe(204);
    expect(await response.text()).toBe("");
  });

  it("refuses a modifier that makes no sense", async () => {
    const response = await get("/echo?rate=none");
    expect(response.status).toBe(400);
    expect(await response.json()).toHaveProperty("error", expect.stringContaining("?rate=none"));
  });

  it.each(["delay=60", "headers-delay=60"])("answers late with ?%s", async (query) => {
    const startMs = performance.now();
    await get(`/echo?${query}`);
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(58);
  });

  it("sends at the rate that is asked", async () => {
    const startMs = performance.now();
    const bytes = await (await get("/1.jpg?rate=80000")).bytes();
    expect(performance.now() - startMs).toBeGreaterThanOrEqual((bytes.length / 80_000) * 1000 - 2);
  });

  it("reads the body at the rate that is asked, also where nobody wants it", async () => {
    const startMs = performance.now();
    await get("/nothing?rate=100000", { method: "POST", body: new Uint8Array(10_000) });
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(98);
  });

  it("resets the connection after some bytes of the response", async () => {
    const { received, code } = await receive("/1.jpg?drop=100");
    expect({ received, code }).toEqual({ received: 100, code: "ECONNRESET" });
  });

  it("resets the connection before the headers with ?drop=0", async () => {
    const sent = request(`${backend.url}/1.jpg?drop=0`).end();
    const [error] = await once(sent, "error");
    expect(error).toHaveProperty("code", "ECONNRESET");
  });

  it("resets the connection after some bytes of the request", async () => {
    const sent = request(`${backend.url}/echo?drop=10`, { method: "POST", headers: { "content-length": 100 } });
    sent.write("0123456789");
    const [error] = await once(sent, "error");
    expect(error).toHaveProperty("code", "ECONNRESET");
  });

  it("leaves a request alone that is shorter than ?drop=", async () => {
    const response = await get("/echo?drop=10", { method: "POST", body: "123456789" });
    expect(await response.json()).toHaveProperty("body", "123456789");
  });
});

/** Reads a response until its connection breaks. */
async function receive(path: string): Promise<{ received: number; code: unknown }> {
  const sent = request(backend.url + path).end();
  const [response] = await once(sent, "response");
  let received = 0;
  try {
    for await (const chunk of response) received += chunk.length;
  } catch (error) {
    return { received, code: error instanceof Error && "code" in error ? error.code : undefined };
  }
  return { received, code: undefined };
}

describe("pages of other origins", () => {
  it("may read everything", async () => {
    const { headers } = await get("/nothing");
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("access-control-expose-headers")).toBe("*");
    expect(headers.get("cross-origin-resource-policy")).toBe("cross-origin");
  });

  it("are allowed what their preflight asks, whatever the modifiers", async () => {
    const response = await get("/upload?status=500&delay=100000", {
      method: "OPTIONS",
      headers: {
        origin: "http://example.com",
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,x-token",
        "access-control-request-private-network": "true",
      },
    });
    expect(response.status).toBe(204);
    const { headers } = response;
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("access-control-allow-methods")).toBe("POST");
    expect(headers.get("access-control-allow-headers")).toBe("authorization,x-token");
    expect(headers.get("access-control-allow-private-network")).toBe("true");
    expect(headers.get("access-control-max-age")).toBe("86400");
  });
});

describe("startBackend", () => {
  it("logs one line for each request", async () => {
    const lines: string[] = [];
    const logging = await startBackend({ port: 0, dir, log: (line) => lines.push(line) });
    await fetch(`${logging.url}/echo?n=1`, { method: "POST", body: "12345" });
    await logging.close();
    expect(lines).toEqual([expect.stringMatching(/^POST \/echo\?n=1 200, 5 bytes, \d+ ms$/)]);
  });

  it("says that a port is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    await expect(startBackend({ port, dir })).rejects.toMatchObject({
      name: "ToolError",
      code: "port-taken",
      message: expect.stringContaining(`Port ${port} is taken.`),
      cause: expect.objectContaining({ code: "EADDRINUSE" }),
    });
    other.close();
  });

  it("says that a host is none of its own", async () => {
    await expect(startBackend({ port: 0, host: "192.0.2.1", dir })).rejects.toMatchObject({
      name: "ToolError",
      code: "cannot-listen",
    });
  });

  it("ends connections and timers when it closes", async () => {
    const short = await startBackend({ port: 0, dir });
    const idle = connect(short.port, "127.0.0.1");
    await once(idle, "connect");
    const waiting = request(`${short.url}/echo?delay=100000`).end();
    const slow = request(`${short.url}/1.jpg?rate=1`).end();
    const failures = [once(waiting, "error"), once(slow, "error"), once(idle, "close")];
    await once(waiting, "finish");
    await short.close();
    await Promise.all(failures);
    await expect(fetch(short.url)).rejects.toThrow("fetch failed");
  });
});
