import { request } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LoggedRequest } from "./request-log.ts";
import { startTestServer, type TestServer } from "./test-server.ts";

let server: TestServer;

beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

const call = (path: string, init?: RequestInit): Promise<Response> => fetch(server.url + path, init);
const post = (path: string): Promise<Response> => call(path, { method: "POST" });
const requests = async (query = ""): Promise<LoggedRequest[]> =>
  (await (await call(`/__requests${query}`)).json()) as LoggedRequest[];

describe("a test server", () => {
  it("answers as the example backend does", async () => {
    expect(await (await call("/echo?a=1")).json()).toHaveProperty("query", { a: "1" });
  });

  it("answers as a query describes", async () => {
    const response = await call("/made?text=abc&status=404&header=x-a:b:c&encoding=gzip");
    expect(response.status).toBe(404);
    expect(response.headers.get("x-a")).toBe("b:c");
    expect(response.headers.get("content-encoding")).toBe("gzip");
    expect(await response.text()).toBe("abc");
    expect((await call("/made?text=abc&length=none")).headers.has("content-length")).toBe(false);
    await expect(call("/made?size=100&cut=50").then((cut) => cut.text())).rejects.toThrow(TypeError);
  });

  it("redirects, streams and tells of nothing new as a query describes", async () => {
    const redirected = await call("/made?redirects=2&text=there");
    expect([redirected.redirected, await redirected.text()]).toEqual([true, "there"]);
    expect(await requests("?complete=3")).toHaveLength(3);
    expect((await (await call("/made?stream=3000000")).arrayBuffer()).byteLength).toBe(3_000_000);
    const same = { headers: { "if-none-match": '"a"' } };
    expect((await call('/made?match=1&header=etag:"a"', same)).status).toBe(304);
    expect((await call('/made?match=1&header=etag:"b"', same)).status).toBe(200);
  });

  it("tells when no request is open", async () => {
    const held = call("/echo?hold=1");
    await requests("?open=1");
    let isIdle = false;
    const idle = call("/__idle").then(() => (isIdle = true));
    await requests();
    expect(isIdle).toBe(false);
    await post("/__release");
    await Promise.all([held, idle]);
  });

  it("has a second address that nobody trusts", async () => {
    await expect(fetch(server.tlsUrl)).rejects.toMatchObject({ cause: { code: "DEPTH_ZERO_SELF_SIGNED_CERT" } });
    expect(await requests()).toEqual([]);
  });

  it("goes on with a body that stalled when it is released", async () => {
    const { body } = await call("/made?text=onetwo&stall=3");
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe("one");
    await post("/__release");
    expect((await reader?.read())?.value).toBe("two");
  });

  it("lists what it was asked, without preflights and its own routes", async () => {
    await call("/echo", { method: "OPTIONS", headers: { "access-control-request-method": "POST" } });
    await call("/echo?a=1", { method: "POST", headers: { "X-Token": "t" }, body: "12345" });
    expect(await requests("?complete=1")).toEqual([
      {
        method: "POST",
        url: "/echo?a=1",
        headers: expect.objectContaining({ "x-token": "t" }),
        headerNames: expect.arrayContaining(["X-Token"]),
        bytes: 5,
        state: "complete",
      },
    ]);
  });

  it("waits until as many requests were seen as a test asks for", async () => {
    const waiting = requests("?count=2");
    await call("/echo?n=1");
    await call("/echo?n=2");
    expect((await waiting).map(({ url }) => url)).toEqual(["/echo?n=1", "/echo?n=2"]);
  });

  it("holds an answer until it is released", async () => {
    const order: string[] = [];
    const held = call("/echo?hold=1", { method: "POST", body: "123" }).then(() => order.push("answered"));
    expect(await requests("?open=1")).toMatchObject([{ state: "open" }]);
    order.push("released");
    await post("/__release");
    await held;
    expect(order).toEqual(["released", "answered"]);
    expect(await requests("?complete=1")).toMatchObject([{ bytes: 3, state: "complete" }]);
  });

  it("holds the body until it is released", async () => {
    const held = call("/echo?hold=body", { method: "POST", body: "123" });
    expect(await requests("?open=1")).toMatchObject([{ bytes: 0 }]);
    await post("/__release");
    expect(await (await held).json()).toHaveProperty("body", "123");
  });

  it("holds again what comes after a release", async () => {
    await post("/__release");
    const held = call("/echo?hold=1");
    expect(await requests("?open=1")).toMatchObject([{ state: "open" }]);
    await post("/__release");
    expect((await held).status).toBe(200);
  });

  it("holds nobody from the end to the next reset", async () => {
    const early = call("/echo?hold=1");
    await requests("?open=1");
    await post("/__end");
    expect((await early).status).toBe(200);
    expect((await call("/echo?hold=1")).status).toBe(200);
    await post("/__reset");
    const held = call("/echo?hold=1");
    expect(await requests("?open=1")).toMatchObject([{ state: "open" }]);
    await post("/__end");
    expect((await held).status).toBe(200);
  });

  it("calls a request broken whose client went away, also while it is held", async () => {
    const controller = new AbortController();
    const held = call("/echo?hold=1", { signal: controller.signal });
    await requests("?open=1");
    controller.abort();
    await expect(held).rejects.toThrow(/aborted/);
    expect(await requests("?broken=1")).toMatchObject([{ state: "broken" }]);
  });

  it("calls a request broken whose body stopped", async () => {
    const sent = request(`${server.url}/upload`, { method: "POST", headers: { "content-length": 100 } });
    sent.on("error", () => undefined).write("1234567890");
    await requests("?open=1");
    sent.destroy();
    expect(await requests("?broken=1")).toMatchObject([{ state: "broken" }]);
  });

  it("forgets what it has seen, and releases what is held, when it is reset", async () => {
    const held = call("/echo?hold=1");
    await requests("?open=1");
    await post("/__reset");
    expect((await held).status).toBe(200);
    expect(await requests()).toEqual([]);
  });

  it("says which of its own routes there are not", async () => {
    expect((await call("/__nothing")).status).toBe(404);
    expect((await call("/__reset")).status).toBe(404);
  });

  it("closes while something waits or is held", async () => {
    const failures = Promise.allSettled([requests("?count=5"), call("/echo?hold=1")]);
    await requests("?open=1");
    await server.close();
    expect((await failures).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    server = await startTestServer();
  });
});
