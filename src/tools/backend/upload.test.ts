import { createHash, randomBytes } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { watch } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startBackend, type Backend } from "./backend.ts";
import type { Outcome } from "./exchange.ts";

interface Answer {
  parts: string[];
  fields: Record<string, string | string[]>;
  files: { field: string; filename: string; contentType: string; size: number; sha256: string; url: string }[];
}

let dir: string;
let backend: Backend;
let outcomes: Promise<Outcome>[];
const arrivals = new EventEmitter<{ arrival: [] }>();

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "minihost-upload-"));
  outcomes = [];
  const onRequest: Parameters<typeof startBackend>[0]["onRequest"] = (exchange, answer) => {
    outcomes.push(exchange.ended);
    arrivals.emit("arrival");
    return answer();
  };
  backend = await startBackend({ port: 0, dir, onRequest });
});
afterEach(async () => {
  await backend.close();
  await rm(dir, { recursive: true });
});

async function send(form: FormData, path = "/upload"): Promise<Answer> {
  const response = await fetch(backend.url + path, { method: "POST", body: form });
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

/** A body of one file, as far as it is written here. */
const head = '--b\r\nContent-Disposition: form-data; name="f"; filename="a.bin"\r\n\r\n';
const multipart = { "content-type": "multipart/form-data; boundary=b" };

describe("an upload", () => {
  it("tells what came, and keeps the file", async () => {
    const bytes = randomBytes(3 * 1024 * 1024 + 7);
    const form = new FormData();
    form.append("user", "猫");
    form.append("照片", new Blob([bytes], { type: "image/png" }), "猫 cat;\\ß.png");
    const { fields, files, parts } = await send(form, "/image");
    expect(fields).toEqual({ user: "猫" });
    expect(parts).toEqual(["user", "照片"]);
    expect(files).toEqual([
      {
        field: "照片",
        filename: expect.stringContaining("ß.png"),
        contentType: "image/png",
        size: bytes.length,
        sha256: createHash("sha256").update(bytes).digest("hex"),
        url: expect.stringMatching(new RegExp(`^${backend.url}/files/[0-9a-f-]{36}$`)),
      },
    ]);
    const response = await fetch(files[0]?.url ?? "");
    expect(response.headers.get("content-type")).toBe("image/png");
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it("takes several files of one field, and empty ones", async () => {
    const form = new FormData();
    form.append("f", new Blob(["one"]), "1.txt");
    form.append("f", new Blob([]), "2.txt");
    const { files } = await send(form);
    expect(files.map(({ field, filename, size }) => [field, filename, size])).toEqual([
      ["f", "1.txt", 3],
      ["f", "2.txt", 0],
    ]);
    expect(await (await fetch(files[1]?.url ?? "")).text()).toBe("");
  });

  it("keeps the order of the parts, and every value of a field", async () => {
    const form = new FormData();
    for (const [name, value] of ["b 1", "a 2", "b 3", "__proto__ 4", "b 5"].map((pair) => pair.split(" "))) {
      form.append(name ?? "", value ?? "");
    }
    form.append("", "unnamed");
    const { parts, fields } = await send(form);
    expect(parts).toEqual(["b", "a", "b", "__proto__", "b", ""]);
    expect(fields).toEqual(JSON.parse('{"b":["1","3","5"],"a":"2","__proto__":"4","":"unnamed"}'));
  });

  it("cuts no long field and no long name", async () => {
    const form = new FormData();
    const [name, value] = ["n".repeat(5000), "v".repeat(3_000_000)];
    form.append(name, value);
    expect((await send(form)).fields[name]).toHaveLength(value.length);
  });

  it("takes an urlencoded form as well", async () => {
    const body = new URLSearchParams({ a: "1", ["k".repeat(200)]: "v" });
    const response = await fetch(`${backend.url}/upload`, { method: "POST", body });
    expect(await response.json()).toEqual({
      parts: ["a", "k".repeat(200)],
      fields: Object.fromEntries(body),
      files: [],
    });
  });

  it("is stored under no name that the client chose", async () => {
    const form = new FormData();
    form.append("f", new Blob(["x"]), "../../../evil.sh");
    await send(form);
    const names = await readdir(dir);
    expect(names.filter((name) => !/^[0-9a-f-]{36}(\.json)?$/.test(name))).toEqual([]);
    expect(names).toHaveLength(2);
  });
});

describe("an upload that is none", () => {
  it.each([
    ["no content-type", {}, "x"],
    ["another content-type", { "content-type": "text/plain" }, "x"],
    ["no boundary", { "content-type": "multipart/form-data" }, "x"],
    ["no end", multipart, `${head}abc`],
    ["a part without an end of its headers", multipart, "--b\r\nContent-Disposition: form-data"],
    ["an invalid header", multipart, "--b\r\n\0\r\n\r\n"],
  ])("is refused when it has %s, and leaves nothing behind", async (_, headers, body) => {
    const response = await fetch(`${backend.url}/upload`, { method: "POST", headers, body: Buffer.from(body) });
    expect(response.status).toBe(400);
    expect(await response.json()).toHaveProperty("error", expect.stringContaining("multipart/form-data"));
    expect(await readdir(dir)).toEqual([]);
  });

  it("is read to its end, so that the connection can be used again", async () => {
    const body = Buffer.concat([Buffer.from("--b\r\n\0\r\n\r\n"), Buffer.alloc(5_000_000)]);
    const response = await fetch(`${backend.url}/upload`, { method: "POST", headers: multipart, body });
    expect(response.status).toBe(400);
    expect(await outcomes[0]).toBe("complete");
  });
});

describe("an upload that breaks", () => {
  it.each(["/upload", "/upload?rate=100000"])("leaves nothing behind at %s", async (path) => {
    const sent = request(backend.url + path, {
      method: "POST",
      headers: { ...multipart, "content-length": 1_000_000 },
    });
    const failed = once(sent, "error");
    sent.write(head + "x".repeat(100_000));
    await once(arrivals, "arrival");
    sent.destroy(new Error("The client goes"));
    await failed;
    expect(await outcomes[0]).toBe("broken");
    await backend.close();
    expect(await readdir(dir)).toEqual([]);
    backend = await startBackend({ port: 0, dir });
  });

  it("leaves nothing behind when the backend closes", async () => {
    const sent = request(`${backend.url}/upload`, {
      method: "POST",
      headers: { ...multipart, "content-length": 1_000_000 },
    });
    const failed = once(sent, "error");
    const watcher = watch(dir);
    const appeared = once(watcher, "change");
    sent.write(`${head}abc`);
    await appeared;
    watcher.close();
    await backend.close();
    await failed;
    expect(await readdir(dir)).toEqual([]);
    backend = await startBackend({ port: 0, dir });
  });

  it("leaves nothing behind, and no answer, when it is dropped", async () => {
    const form = new FormData();
    form.append("f", new Blob(["x".repeat(100_000)]), "a.bin");
    await expect(fetch(`${backend.url}/upload?drop=50000`, { method: "POST", body: form })).rejects.toThrow(
      "fetch failed",
    );
    expect(await outcomes[0]).toBe("broken");
    await backend.close();
    expect(await readdir(dir)).toEqual([]);
    backend = await startBackend({ port: 0, dir });
  });

  it("fails with 500 when the disk does", async () => {
    await rm(dir, { recursive: true });
    const form = new FormData();
    form.append("f", new Blob(["x".repeat(5_000_000)]), "a.bin");
    const response = await fetch(`${backend.url}/upload`, { method: "POST", body: form });
    expect(response.status).toBe(500);
    expect(await response.json()).toHaveProperty("error", expect.stringContaining("ENOENT"));
    await backend.close();
    dir = await mkdtemp(join(tmpdir(), "minihost-upload-"));
    backend = await startBackend({ port: 0, dir });
  });
});

describe("a stored file", () => {
  async function store(text: string): Promise<string> {
    const form = new FormData();
    form.append("f", new Blob([text], { type: "text/plain" }), "a.txt");
    return (await send(form)).files[0]?.url ?? "";
  }

  it("is there after a restart", async () => {
    const { pathname } = new URL(await store("abc"));
    await backend.close();
    backend = await startBackend({ port: 0, dir });
    expect(await (await fetch(backend.url + pathname)).text()).toBe("abc");
  });

  it("is sent in part", async () => {
    const url = await store("0123456789");
    const response = await fetch(url, { headers: { range: "bytes=2-4" } });
    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe("bytes 2-4/10");
    expect(response.headers.get("content-length")).toBe("3");
    expect(await response.text()).toBe("234");
  });

  it("is sent whole when it is not the one that the client has a part of", async () => {
    const url = await store("0123456789");
    const etag = (await fetch(url)).headers.get("etag") ?? "";
    const withTag = (tag: string): Promise<Response> =>
      fetch(url, { headers: { range: "bytes=2-4", "if-range": tag } });
    expect((await withTag(etag)).status).toBe(206);
    expect((await withTag('"other"')).status).toBe(200);
  });

  it("has no bytes behind its end", async () => {
    const url = await store("0123456789");
    const response = await fetch(url, { headers: { range: "bytes=10-" } });
    expect(response.status).toBe(416);
    expect(response.headers.get("content-range")).toBe("bytes */10");
  });

  it.each(["/files/", "/files/x", "/files/..%2f..%2fpackage.json", "/files/00000000-0000-0000-0000-000000000000"])(
    "is not found at %s",
    async (path) => {
      expect((await fetch(backend.url + path)).status).toBe(404);
    },
  );

  it("lies on the disk byte for byte", async () => {
    const id = (await store("abc")).split("/").at(-1) ?? "";
    expect(await readFile(join(dir, id), "utf8")).toBe("abc");
  });
});
