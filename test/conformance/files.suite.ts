import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FilesPort } from "../../src/core/ports/index.ts";
import { sampleBytes } from "./sample-bytes.ts";

/** A device with files. */
export interface FilesHost {
  readonly files: FilesPort;
  /** Path of a package file that exists, with its leading slash. */
  readonly packagePath: string;
  close(): Promise<void>;
}

/** The contract of {@link FilesPort}; what is synchronous is left to the suite of `wx.createBufferURL`, for these files may be in another thread. */
export function filesSuite(create: () => Promise<FilesHost>): void {
  let host: FilesHost;
  let files: FilesPort;

  beforeEach(async () => {
    host = await create();
    ({ files } = host);
  });
  afterEach(() => host.close());

  const createFile = (bytes = sampleBytes(1000)): Promise<string> => files.createTemporary(bytes.buffer, "bin");

  describe("a temporary file", () => {
    it("has a path of its own, which ends in the extension", async () => {
      const paths = await Promise.all([createFile(), createFile(), createFile()]);
      for (const path of paths) expect(path).toMatch(/^wxfile:\/\/tmp\/[^/]+\.bin$/);
      expect(new Set(paths).size).toBe(3);
    });

    it.each([0, 1, 1000, 3_000_000])("gives back its %i bytes", async (length) => {
      const bytes = sampleBytes(length);
      const path = await createFile(bytes);
      expect(await files.stat(path)).toEqual({ sizeBytes: length });
      const read = await files.read(path);
      expect(read).toBeInstanceOf(ArrayBuffer);
      expect(read.byteLength).toBe(length);
      expect(isEqual(new Uint8Array(read), bytes)).toBe(true);
    });

    it("is found by the other spelling of its path", async () => {
      const path = await createFile();
      const alias = path.replace("wxfile://", "http://");
      expect(await files.stat(alias)).toEqual({ sizeBytes: 1000 });
      expect(new Uint8Array(await files.read(alias))).toEqual(sampleBytes(1000));
    });

    it("does not change with the buffer that it was made of", async () => {
      const bytes = sampleBytes(10);
      const path = await createFile(bytes);
      bytes.fill(0);
      expect(new Uint8Array(await files.read(path))).toEqual(sampleBytes(10));
    });

    it.each(["", "a/b", "../b", "a.b", "a\0", "猫"])("can't have the extension %j", async (extension) => {
      await expect(files.createTemporary(new ArrayBuffer(1), extension)).rejects.toMatchObject({
        name: "HostError",
        code: "denied",
      });
    });
  });

  describe("a rename", () => {
    it("moves a file to a path that is free, or was taken", async () => {
      const [path, taken] = [await createFile(), await createFile(sampleBytes(5))];
      const free = path.replace(/\.bin$/, ".txt");
      await files.rename(path, free);
      await expect(files.stat(path)).rejects.toMatchObject({ code: "not-found" });
      expect(new Uint8Array(await files.read(free))).toEqual(sampleBytes(1000));
      await files.rename(free.replace("wxfile://", "http://"), taken);
      expect(await files.stat(taken)).toEqual({ sizeBytes: 1000 });
      await expect(files.stat(free)).rejects.toMatchObject({ code: "not-found" });
    });

    it("to the same path changes nothing", async () => {
      const path = await createFile();
      await files.rename(path, path);
      expect(await files.stat(path)).toEqual({ sizeBytes: 1000 });
    });

    it.each(["/a.bin", "https://example.com/a.bin", "wxfile://nowhere/a.bin"])("can't lead to %s", async (target) => {
      const path = await createFile();
      await expect(files.rename(path, target)).rejects.toMatchObject({ name: "HostError", code: "denied" });
      expect(await files.stat(path)).toEqual({ sizeBytes: 1000 });
    });

    it("leaves a package file alone", async () => {
      const renaming = files.rename(host.packagePath, "wxfile://tmp/a.bin");
      await expect(renaming).rejects.toMatchObject({ name: "HostError", code: "denied" });
      expect((await files.stat(host.packagePath)).sizeBytes).toBeGreaterThan(0);
    });
  });

  describe("a removal", () => {
    it("leaves nothing of a temporary file", async () => {
      const [path, other] = [await createFile(), await createFile()];
      await files.remove(path);
      await expect(files.stat(path)).rejects.toMatchObject({ code: "not-found" });
      expect(await files.stat(other)).toEqual({ sizeBytes: 1000 });
    });

    it("leaves a package file alone", async () => {
      await expect(files.remove(host.packagePath)).rejects.toMatchObject({ name: "HostError", code: "denied" });
      expect((await files.stat(host.packagePath)).sizeBytes).toBeGreaterThan(0);
    });
  });

  describe("a read", () => {
    it.each([
      [0, 10, 0, 10],
      [990, 10, 990, 1000],
      [500, undefined, 500, 1000],
      [990, 100, 990, 1000],
      [1000, 1, 1000, 1000],
      [5000, 10, 1000, 1000],
      [10, 0, 10, 10],
    ])("from %i of %s bytes gives those that are there", async (position, length, start, end) => {
      const path = await createFile();
      expect(new Uint8Array(await files.read(path, position, length))).toEqual(sampleBytes(1000).slice(start, end));
    });
  });

  describe("a package file", () => {
    it("is found from the root of the package", async () => {
      const { sizeBytes } = await files.stat(host.packagePath);
      expect(sizeBytes).toBeGreaterThan(0);
      expect((await files.read(host.packagePath)).byteLength).toBe(sizeBytes);
      expect(await files.stat(host.packagePath.slice(1))).toEqual({ sizeBytes });
    });

    it.each(["/.", "/..", "/x/.."])("is not found by a path that climbs: %s before it", async (detour) => {
      await expect(files.stat(detour + host.packagePath)).rejects.toMatchObject({ code: "not-found" });
    });
  });

  it.each([
    "",
    "/",
    ".",
    "..",
    "/missing.png",
    "missing.png",
    "/../missing.png",
    "/a\0b",
    "wxfile://",
    "wxfile://tmp",
    "wxfile://tmp/",
    "wxfile://tmp/.",
    "wxfile://tmp/..",
    "wxfile://tmp/missing.jpg",
    "wxfile://tmp/../tmp/missing.jpg",
    "wxfile://tmp//etc/hostname",
    "wxfile://tmp/../../../../../../etc/hostname",
    "wxfile://tmp/%2e%2e/%2e%2e/etc/hostname",
    "wxfile://tmp/..\\..\\hostname",
    "wxfile://tmp/a\0b.jpg",
    "wxfile://usr/missing.txt",
    "wxfile://nowhere/a.jpg",
    "/etc/hostname",
    "file:///etc/hostname",
    "https://example.com/a.jpg",
    "http://example.com/a.jpg",
    "data:,text",
  ])("is missing at %j", async (path) => {
    const missing = { name: "HostError", code: "not-found" };
    await expect(files.stat(path)).rejects.toMatchObject(missing);
    await expect(files.read(path)).rejects.toMatchObject(missing);
    await expect(files.remove(path)).rejects.toMatchObject(missing);
    await expect(files.rename(path, "wxfile://tmp/a.bin")).rejects.toMatchObject(missing);
  });
}

/** Compares without the long report that a failed `toEqual` would make of millions of bytes. */
function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
