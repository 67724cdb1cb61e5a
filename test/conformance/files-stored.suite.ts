import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sampleBytes } from "./sample-bytes.ts";
import type { CreateStoredHost, StoredHost } from "./stored-device.ts";

const NOT_FOUND = { name: "HostError", code: "not-found" };
const DENIED = { name: "HostError", code: "denied" };

/** The contract of `FileSystemPort` and `StorageLogPort`. */
export function filesStoredSuite(create: CreateStoredHost): void {
  let host: StoredHost;

  beforeEach(async () => {
    host = await create();
  });
  afterEach(() => host.close());

  const write = (path: string, text: string): Promise<void> =>
    host.run(({ fileSystem }, { path, text }) => fileSystem.replaceSync(path, new TextEncoder().encode(text)), {
      path,
      text,
    });
  const read = (path: string): Promise<string> =>
    host.run(async ({ files }, path) => new TextDecoder().decode(await files.read(path)), path);
  const stat = (path: string): Promise<{ isDirectory: boolean; sizeBytes: number }> =>
    host.run(({ fileSystem }, path) => fileSystem.statSync(path), path);
  const list = (path: string): Promise<string[]> =>
    host.run(({ fileSystem }, path) => fileSystem.readdirSync(path).toSorted(), path);
  const mkdir = (path: string): Promise<void> => host.run(({ fileSystem }, path) => fileSystem.mkdirSync(path), path);
  const remove = (path: string): Promise<void> => host.run(({ fileSystem }, path) => fileSystem.removeSync(path), path);

  describe("the areas", () => {
    it("are there from the start, and empty", async () => {
      for (const area of ["wxfile://usr", "wxfile://store", "wxfile://tmp"]) {
        expect(await stat(area)).toMatchObject({ isDirectory: true, sizeBytes: 0 });
        expect(await list(area)).toEqual([]);
      }
    });

    it("can be neither removed nor replaced", async () => {
      for (const area of ["wxfile://usr", "wxfile://store", "wxfile://tmp"]) {
        await expect(remove(area)).rejects.toMatchObject(DENIED);
        await expect(write(area, "x")).rejects.toMatchObject(DENIED);
      }
    });

    it("are written in the user area only", async () => {
      for (const path of ["wxfile://tmp/a", "wxfile://store/a", "/a.txt", "/images/a.png"]) {
        await expect(write(path, "x")).rejects.toMatchObject(DENIED);
        await expect(mkdir(path)).rejects.toMatchObject(DENIED);
      }
      await expect(remove("/images/a.png")).rejects.toMatchObject(DENIED);
      expect(await read("/images/a.png")).toBe("picture");
    });
  });

  describe("a file", () => {
    it.each(["a.txt", "a b", "猫😀.txt", "%2e%2e", "a:b?#*", ".hidden", "~", "con", "a".repeat(255)])(
      "may have the name %s",
      async (name) => {
        const path = `wxfile://usr/${name}`;
        await write(path, "text");
        expect(await read(path)).toBe("text");
        expect(await list("wxfile://usr")).toEqual([name]);
        await host.reopen();
        expect(await read(path)).toBe("text");
      },
    );

    it("is replaced as a whole, and keeps nothing of a longer one", async () => {
      await write("wxfile://usr/a", "a long text");
      await write("wxfile://usr/a", "short");
      expect(await read("wxfile://usr/a")).toBe("short");
      await write("wxfile://usr/a", "");
      expect(await stat("wxfile://usr/a")).toMatchObject({ isDirectory: false, sizeBytes: 0 });
      expect(await list("wxfile://usr")).toEqual(["a"]);
    });

    it("gives back millions of bytes, also of a view that changes afterwards", async () => {
      const bytes = sampleBytes(3_000_000);
      const isEqual = await host.run(async ({ fileSystem, files }, bytes) => {
        const view = new Uint8Array(bytes.buffer, 5, bytes.length - 5);
        const expected = view.slice();
        fileSystem.replaceSync("wxfile://usr/a", view);
        view.fill(0);
        const read = new Uint8Array(await files.read("wxfile://usr/a"));
        return read.length === expected.length && read.every((byte, index) => byte === expected[index]);
      }, bytes);
      expect(isEqual).toBe(true);
    });

    it("is not made where there is no directory", async () => {
      await expect(write("wxfile://usr/none/a", "x")).rejects.toMatchObject(NOT_FOUND);
      await write("wxfile://usr/a", "x");
      await expect(write("wxfile://usr/a/b", "x")).rejects.toMatchObject({ name: "HostError" });
      expect(await list("wxfile://usr")).toEqual(["a"]);
    });

    it("tells when it changed", async () => {
      const { before, entry, after } = await host.run(({ fileSystem }) => {
        const before = Date.now();
        fileSystem.replaceSync("wxfile://usr/a", new Uint8Array(1));
        return { before, entry: fileSystem.statSync("wxfile://usr/a"), after: Date.now() };
      });
      // File systems round times, and some keep seconds only.
      expect(entry.modifiedMs).toBeGreaterThan(before - 2100);
      expect(entry.modifiedMs).toBeLessThan(after + 100);
      expect(Number.isFinite(entry.accessedMs)).toBe(true);
    });

    it("grows at its end", async () => {
      await write("wxfile://usr/a", "one");
      await host.run(({ fileSystem }) => {
        fileSystem.appendSync("wxfile://usr/a", new TextEncoder().encode(" two"));
        fileSystem.appendSync("wxfile://usr/a", new Uint8Array(0));
        fileSystem.appendSync("wxfile://usr/a", new TextEncoder().encode(" three"));
      });
      expect(await read("wxfile://usr/a")).toBe("one two three");
      await host.reopen();
      expect(await read("wxfile://usr/a")).toBe("one two three");
    });

    it("is gone after it was removed", async () => {
      await write("wxfile://usr/a", "x");
      await remove("wxfile://usr/a");
      await expect(stat("wxfile://usr/a")).rejects.toMatchObject(NOT_FOUND);
      await expect(read("wxfile://usr/a")).rejects.toMatchObject(NOT_FOUND);
      await expect(remove("wxfile://usr/a")).rejects.toMatchObject(NOT_FOUND);
      await host.reopen();
      expect(await list("wxfile://usr")).toEqual([]);
    });
  });

  describe("a directory", () => {
    it("has names, and goes with everything in it", async () => {
      await mkdir("wxfile://usr/a");
      await mkdir("wxfile://usr/a/b");
      await write("wxfile://usr/a/b/c", "x");
      await write("wxfile://usr/a/d", "x");
      expect(await list("wxfile://usr/a")).toEqual(["b", "d"]);
      expect(await stat("wxfile://usr/a")).toMatchObject({ isDirectory: true, sizeBytes: 0 });
      await host.reopen();
      expect(await list("wxfile://usr/a")).toEqual(["b", "d"]);
      await remove("wxfile://usr/a");
      await expect(read("wxfile://usr/a/b/c")).rejects.toMatchObject(NOT_FOUND);
      expect(await list("wxfile://usr")).toEqual([]);
    });

    it("is no file", async () => {
      await mkdir("wxfile://usr/a");
      await expect(write("wxfile://usr/a", "x")).rejects.toMatchObject(DENIED);
      await expect(read("wxfile://usr/a")).rejects.toMatchObject(NOT_FOUND);
      expect(await list("wxfile://usr")).toEqual(["a"]);
      expect(await list("wxfile://usr/a")).toEqual([]);
    });

    it("needs one above it", async () => {
      await expect(mkdir("wxfile://usr/a/b")).rejects.toMatchObject(NOT_FOUND);
      expect(await list("wxfile://usr")).toEqual([]);
    });

    it("is not listed where there is a file", async () => {
      await write("wxfile://usr/a", "x");
      await expect(list("wxfile://usr/a")).rejects.toMatchObject(DENIED);
      await expect(list("wxfile://usr/b")).rejects.toMatchObject(NOT_FOUND);
    });
  });

  describe.each(["", "Sync"] as const)("copy%s", (form) => {
    const copy = (from: string, to: string): Promise<void> =>
      host.run(
        async ({ fileSystem }, { from, to, form }) => {
          if (form === "Sync") fileSystem.copySync(from, to);
          else await fileSystem.copy(from, to);
        },
        { from, to, form },
      );

    it("takes a file of any area, and leaves it there", async () => {
      const temporary = await host.run(({ createTemporary }) => createTemporary("temporary"));
      await copy(temporary, "wxfile://usr/a");
      await copy("/images/a.png", "wxfile://usr/b");
      await copy("wxfile://usr/a", "wxfile://usr/c");
      expect(await Promise.all(["a", "b", "c"].map((name) => read(`wxfile://usr/${name}`)))).toEqual([
        "temporary",
        "picture",
        "temporary",
      ]);
      expect(await read(temporary)).toBe("temporary");
    });

    it("replaces a file, and may be written to", async () => {
      await write("wxfile://usr/a", "a longer text");
      await copy("/images/a.png", "wxfile://usr/a");
      await host.run(({ fileSystem }) => fileSystem.appendSync("wxfile://usr/a", new TextEncoder().encode("!")));
      expect(await read("wxfile://usr/a")).toBe("picture!");
      expect(await list("wxfile://usr")).toEqual(["a"]);
    });

    it("to the same path changes nothing", async () => {
      await write("wxfile://usr/a", "text");
      await copy("wxfile://usr/a", "wxfile://usr/a");
      expect(await read("wxfile://usr/a")).toBe("text");
    });

    it("leaves everything as it was when it fails", async () => {
      await mkdir("wxfile://usr/folder");
      await write("wxfile://usr/a", "text");
      await expect(copy("wxfile://usr/none", "wxfile://usr/a")).rejects.toMatchObject(NOT_FOUND);
      await expect(copy("wxfile://usr/a", "wxfile://usr/none/b")).rejects.toMatchObject(NOT_FOUND);
      await expect(copy("wxfile://usr/a", "wxfile://usr/folder")).rejects.toMatchObject(DENIED);
      await expect(copy("wxfile://usr/folder", "wxfile://usr/b")).rejects.toMatchObject(DENIED);
      await expect(copy("wxfile://usr/a", "wxfile://store/a")).rejects.toMatchObject(DENIED);
      expect(await read("wxfile://usr/a")).toBe("text");
      expect(await list("wxfile://usr")).toEqual(["a", "folder"]);
    });
  });

  describe.each(["", "Sync"] as const)("move%s", (form) => {
    const move = (from: string, to: string): Promise<void> =>
      host.run(
        async ({ fileSystem }, { from, to, form }) => {
          if (form === "Sync") fileSystem.moveSync(from, to);
          else await fileSystem.move(from, to);
        },
        { from, to, form },
      );

    it("makes a temporary file stay", async () => {
      const [one, other] = await host.run(({ createTemporary }) =>
        Promise.all([createTemporary("one"), createTemporary("other")]),
      );
      await write("wxfile://usr/a", "replaced");
      await move(one ?? "", "wxfile://store/1-a.txt");
      await move(other ?? "", "wxfile://usr/a");
      await expect(read(one ?? "")).rejects.toMatchObject(NOT_FOUND);
      await host.reopen();
      expect(await read("wxfile://store/1-a.txt")).toBe("one");
      expect(await read("wxfile://usr/a")).toBe("other");
      expect(await list("wxfile://store")).toEqual(["1-a.txt"]);
    });

    it("gives a file or a directory another path in the user area", async () => {
      await mkdir("wxfile://usr/folder");
      await write("wxfile://usr/folder/a", "text");
      await write("wxfile://usr/b", "replaced");
      await move("wxfile://usr/folder", "wxfile://usr/moved");
      await move("wxfile://usr/moved/a", "wxfile://usr/b");
      expect(await read("wxfile://usr/b")).toBe("text");
      expect(await list("wxfile://usr")).toEqual(["b", "moved"]);
      expect(await list("wxfile://usr/moved")).toEqual([]);
    });

    it("to the same path changes nothing", async () => {
      await write("wxfile://usr/a", "text");
      await move("wxfile://usr/a", "wxfile://usr/a");
      expect(await read("wxfile://usr/a")).toBe("text");
    });

    it("leaves everything as it was when it fails", async () => {
      const temporary = await host.run(({ createTemporary }) => createTemporary("temporary"));
      await mkdir("wxfile://usr/folder");
      await write("wxfile://usr/a", "text");
      await expect(move("wxfile://usr/none", "wxfile://usr/a")).rejects.toMatchObject(NOT_FOUND);
      await expect(move(temporary, "wxfile://usr/none/b")).rejects.toMatchObject(NOT_FOUND);
      await expect(move(temporary, "wxfile://usr/folder")).rejects.toMatchObject(DENIED);
      await expect(move("wxfile://usr/a", "wxfile://store/a")).rejects.toMatchObject(DENIED);
      await expect(move("/images/a.png", "wxfile://usr/b")).rejects.toMatchObject(DENIED);
      await expect(move("wxfile://usr/a", "wxfile://tmp/a")).rejects.toMatchObject(DENIED);
      expect(await read("wxfile://usr/a")).toBe("text");
      expect(await read(temporary)).toBe("temporary");
      expect(await list("wxfile://usr")).toEqual(["a", "folder"]);
    });
  });

  describe("an open file", () => {
    it("reads from any position into a part of a buffer", async () => {
      await write("wxfile://usr/a", "0123456789");
      const result = await host.run(({ fileSystem }) => {
        const file = fileSystem.openSync("wxfile://usr/a", "read");
        const bytes = new Uint8Array(8).fill(46);
        const counts = [
          file.readSync(bytes.subarray(1, 4), 2),
          file.readSync(bytes.subarray(4), 8),
          file.readSync(bytes.subarray(7), 10),
          file.readSync(bytes, 50),
        ];
        file.closeSync();
        return { counts, text: new TextDecoder().decode(bytes) };
      });
      expect(result).toEqual({ counts: [3, 2, 0, 0], text: ".23489.." });
    });

    it("reads temporary files and files of the package", async () => {
      const texts = await host.run(async ({ fileSystem, createTemporary }) => {
        const paths = [await createTemporary("temporary"), "/images/a.png"];
        return paths.map((path) => {
          const { sizeBytes, isDirectory } = fileSystem.statSync(path);
          const file = fileSystem.openSync(path, "read");
          const bytes = new Uint8Array(sizeBytes);
          file.readSync(bytes, 0);
          file.closeSync();
          return [new TextDecoder().decode(bytes), isDirectory];
        });
      });
      expect(texts).toEqual([
        ["temporary", false],
        ["picture", false],
      ]);
    });

    it("writes anywhere, and everybody sees it at once", async () => {
      await write("wxfile://usr/a", "0123456789");
      const result = await host.run(async ({ fileSystem, files }) => {
        const text = async (): Promise<string> => new TextDecoder().decode(await files.read("wxfile://usr/a"));
        const file = fileSystem.openSync("wxfile://usr/a", "write");
        const other = fileSystem.openSync("wxfile://usr/a", "read");
        file.writeSync(new TextEncoder().encode("AB"), 3);
        const seen = [await text()];
        file.writeSync(new TextEncoder().encode("C"), 12);
        seen.push(await text());
        const bytes = new Uint8Array(2);
        other.readSync(bytes, 3);
        seen.push(new TextDecoder().decode(bytes), String(other.statSync().sizeBytes));
        file.truncateSync(2);
        seen.push(await text());
        file.truncateSync(4);
        seen.push(await text());
        fileSystem.appendSync("wxfile://usr/a", new TextEncoder().encode("!"));
        seen.push(String(file.statSync().sizeBytes));
        file.flushSync();
        file.closeSync();
        other.closeSync();
        return seen;
      });
      expect(result).toEqual(["012AB56789", "012AB56789\0\0C", "AB", "13", "01", "01\0\0", "5"]);
      await host.reopen();
      expect(await read("wxfile://usr/a")).toBe("01\0\0!");
    });

    it("stays the same file when its path is renamed, replaced or removed", async () => {
      await write("wxfile://usr/a", "old");
      await write("wxfile://usr/b", "other");
      const result = await host.run(async ({ fileSystem, files }) => {
        const text = (file: ReturnType<typeof fileSystem.openSync>): string => {
          const bytes = new Uint8Array(file.statSync().sizeBytes);
          file.readSync(bytes, 0);
          return new TextDecoder().decode(bytes);
        };
        const [moved, replaced, removed] = ["write", "read", "write"].map((mode, index) =>
          fileSystem.openSync(index === 0 ? "wxfile://usr/a" : "wxfile://usr/b", mode === "read" ? "read" : "write"),
        );
        if (!moved || !replaced || !removed) return [];
        fileSystem.moveSync("wxfile://usr/a", "wxfile://usr/c");
        moved.writeSync(new TextEncoder().encode("new"), 0);
        const seen = [new TextDecoder().decode(await files.read("wxfile://usr/c"))];
        fileSystem.replaceSync("wxfile://usr/b", new TextEncoder().encode("replacement"));
        seen.push(text(replaced));
        fileSystem.removeSync("wxfile://usr/b");
        removed.writeSync(new TextEncoder().encode("X"), 0);
        seen.push(text(removed));
        for (const file of [moved, replaced, removed]) file.closeSync();
        return [...seen, ...fileSystem.readdirSync("wxfile://usr")];
      });
      expect(result).toEqual(["new", "other", "Xther", "c"]);
    });

    it("is written in the user area only", async () => {
      const temporary = await host.run(({ createTemporary }) => createTemporary("temporary"));
      for (const path of [temporary, "/images/a.png", "wxfile://usr"]) {
        const opening = host.run(({ fileSystem }, path) => fileSystem.openSync(path, "write").closeSync(), path);
        await expect(opening).rejects.toMatchObject(DENIED);
      }
      const missing = host.run(({ fileSystem }) => fileSystem.openSync("wxfile://usr/none", "write").closeSync());
      await expect(missing).rejects.toMatchObject(NOT_FOUND);
    });
  });

  it.each([
    "",
    "/",
    "..",
    "/../a",
    "/images",
    "/images/../images/a.png",
    "/a\0b",
    "wxfile://usr/..",
    "wxfile://usr/../store",
    "wxfile://usr/./a",
    "wxfile://usr/a/../../tmp",
    "wxfile://usr/a\0b",
    "wxfile://usr/..\\..\\x",
    `wxfile://usr/${"a".repeat(256)}`,
    `wxfile://usr${"/aaaaaaaaa".repeat(500)}`,
    "wxfile://store/a/b",
    "wxfile://nowhere/a",
    "wxfile://storage/log",
    "file:///etc/hostname",
    "/etc/hostname",
    "http://example.com/a",
    "https://usr/a",
    "blob:null/1",
  ])("finds nothing at %j", async (path) => {
    for (const method of ["statSync", "readdirSync", "removeSync", "openSync", "copySync", "moveSync"] as const) {
      const trying = host.run(
        ({ fileSystem }, { path, method }) => {
          if (method === "openSync") fileSystem.openSync(path, "read").closeSync();
          else if (method === "copySync" || method === "moveSync") fileSystem[method](path, "wxfile://usr/a");
          else fileSystem[method](path);
        },
        { path, method },
      );
      await expect(trying, method).rejects.toMatchObject(NOT_FOUND);
    }
    expect(await list("wxfile://usr")).toEqual([]);
  });

  it("loses temporary files, and no others, when it is made again", async () => {
    const temporary = await host.run(({ createTemporary }) => createTemporary("temporary"));
    await write("wxfile://usr/a", "text");
    await host.reopen();
    await expect(read(temporary)).rejects.toMatchObject(NOT_FOUND);
    expect(await list("wxfile://tmp")).toEqual([]);
    expect(await read("wxfile://usr/a")).toBe("text");
    expect(await read("http://usr/a")).toBe("text");
  });

  describe("the log of the storage", () => {
    const log = (): Promise<string> => host.run(({ storageLog }) => new TextDecoder().decode(storageLog.readSync()));
    const change = (method: "appendSync" | "replaceSync", text: string): Promise<void> =>
      host.run(({ storageLog }, { method, text }) => storageLog[method](new TextEncoder().encode(text)), {
        method,
        text,
      });

    it("is empty, grows, is replaced, and stays", async () => {
      expect(await log()).toBe("");
      await change("appendSync", "one");
      await change("appendSync", "two");
      expect(await log()).toBe("onetwo");
      await host.reopen();
      expect(await log()).toBe("onetwo");
      await change("replaceSync", "3");
      expect(await log()).toBe("3");
      await change("appendSync", "4");
      await host.reopen();
      expect(await log()).toBe("34");
      await change("replaceSync", "");
      expect(await log()).toBe("");
    });

    it("is no file of the app", async () => {
      await change("appendSync", "secret");
      for (const area of ["wxfile://usr", "wxfile://store", "wxfile://tmp"]) expect(await list(area)).toEqual([]);
    });
  });
}
