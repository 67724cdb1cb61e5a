import { describe, expect, it, onTestFinished } from "vitest";
import type { DiskFile } from "../../src/browser/worker/volume/disk.ts";
import { createBrowserStoredHost, type BrowserStoredHost, type StoredPlace } from "./browser-stored-host.ts";
import { hasNoQuota, limitQuota } from "./limit-quota.ts";

const OPFS: StoredPlace = "the origin private file system";
const OPEN_ELSEWHERE = { name: "HostError", code: "not-supported", message: expect.stringContaining("another tab") };

async function open(place: StoredPlace): Promise<BrowserStoredHost> {
  const host = await createBrowserStoredHost(place, { storedBytes: 500_000_000 });
  onTestFinished(() => host.close());
  return host;
}

/** Opens the app of `first` once more; the data are removed with that. */
async function openAgain(place: StoredPlace, first: BrowserStoredHost): Promise<BrowserStoredHost> {
  const host = await createBrowserStoredHost(place, {}, first.appId);
  onTestFinished(() => host.shut());
  return host;
}

const write = (host: BrowserStoredHost, path: string, text: string): Promise<void> =>
  host.run(({ fileSystem }, { path, text }) => fileSystem.replaceSync(path, new TextEncoder().encode(text)), {
    path,
    text,
  });
const read = (host: BrowserStoredHost, path: string): Promise<string> =>
  host.run(async ({ files }, path) => new TextDecoder().decode(await files.read(path)), path);

describe("the origin private file system", () => {
  it("has what was written when the Worker ends without a word", async () => {
    const host = await open(OPFS);
    for (const round of ["1", "2", "3"]) {
      await write(host, "wxfile://usr/a", `text ${round}`);
      await host.run(({ wx }, round) => wx.setStorageSync("key", round), round);
      await host.crash();
      expect(await read(host, "wxfile://usr/a")).toBe(`text ${round}`);
      expect(await host.run(({ wx }) => wx.getStorageSync("key"))).toBe(round);
    }
  });

  it("takes hundreds of synchronous writes in one turn", async () => {
    const host = await open(OPFS);
    await host.run(({ fileSystem }) => {
      for (let index = 0; index < 800; index += 1) {
        fileSystem.replaceSync(`wxfile://usr/${index}`, new TextEncoder().encode(`content ${index}`));
      }
    });
    await host.crash();
    const names = await host.run(({ fileSystem }) => fileSystem.readdirSync("wxfile://usr"));
    expect(names).toHaveLength(800);
    expect(await read(host, "wxfile://usr/799")).toBe("content 799");
  });

  it("collects what a process that was killed left behind", async () => {
    const host = await open(OPFS);
    const sealed = async (): Promise<FileSystemDirectoryHandle> => {
      let folder = await navigator.storage.getDirectory();
      for (const name of ["minihost_", `${host.appId}_`, "sealed"]) folder = await folder.getDirectoryHandle(name);
      return folder;
    };
    const names = async (): Promise<string[]> => {
      const found: string[] = [];
      for await (const name of (await sealed()).keys()) found.push(name);
      return found;
    };
    await host.run(async ({ files, fileSystem }) => {
      const path = await files.createTemporary(new ArrayBuffer(2_000_000), "bin");
      await fileSystem.move(path, "wxfile://store/1-a.bin");
    });
    const [kept] = await names();
    await (await sealed()).getFileHandle("left-behind", { create: true });
    expect(await names()).toHaveLength(2);
    await host.crash();
    expect(await names()).toEqual([kept]);
    await host.run(({ fileSystem }) => fileSystem.removeSync("wxfile://store/1-a.bin"));
    await host.reopen();
    expect(await names()).toEqual([]);
  });

  it("gives handles that stay good when other files are written, and this one is opened", async () => {
    const host = await open(OPFS);
    const text = await host.run(async ({ files, fileSystem }) => {
      await fileSystem.move(await files.createTemporary(new ArrayBuffer(2_000_000), "bin"), "wxfile://usr/large");
      fileSystem.replaceSync("wxfile://usr/small", new TextEncoder().encode("small"));
      const { blob } = files as typeof files & { blob(path: string): Promise<Blob> };
      const [large, small] = await Promise.all([blob("wxfile://usr/large"), blob("wxfile://usr/small")]);
      const file = fileSystem.openSync("wxfile://usr/large", "write");
      file.writeSync(new Uint8Array([1, 2, 3]), 0);
      file.closeSync();
      fileSystem.replaceSync("wxfile://usr/small", new TextEncoder().encode("other"));
      fileSystem.appendSync("wxfile://usr/large", new Uint8Array(10));
      return [...new Uint8Array(await large.slice(0, 3).arrayBuffer()), large.size, await small.text()];
    });
    expect(text).toEqual([0, 0, 0, 2_000_000, "small"]);
  });

  it.skipIf(hasNoQuota)("says that the disk is full, and changes nothing", async () => {
    const host = await open(OPFS);
    await write(host, "wxfile://usr/a", "content");
    const liftQuota = await limitQuota(2_000_000);
    const full = { name: "HostError", code: "quota" };
    const replacing = host.run(({ fileSystem }) =>
      fileSystem.replaceSync("wxfile://usr/a", new Uint8Array(20_000_000)),
    );
    await expect(replacing).rejects.toMatchObject(full);
    const appending = host.run(({ fileSystem }) => fileSystem.appendSync("wxfile://usr/a", new Uint8Array(20_000_000)));
    await expect(appending).rejects.toMatchObject(full);
    const moving = host.run(async ({ files, fileSystem }) => {
      await fileSystem.move(await files.createTemporary(new ArrayBuffer(20_000_000), "bin"), "wxfile://usr/a");
    });
    await expect(moving).rejects.toMatchObject(full);
    const logging = host.run(({ storageLog }) => storageLog.appendSync(new Uint8Array(20_000_000)));
    await expect(logging).rejects.toMatchObject(full);
    expect(await read(host, "wxfile://usr/a")).toBe("content");
    await liftQuota();
    await write(host, "wxfile://usr/b", "more");
    await host.reopen();
    expect(await host.run(({ fileSystem }) => fileSystem.readdirSync("wxfile://usr").toSorted())).toEqual(["a", "b"]);
    expect(await read(host, "wxfile://usr/a")).toBe("content");
    expect(await host.run(({ storageLog }) => storageLog.readSync().length)).toBe(0);
  });

  it("saves 100 MB without ever having more than a piece of it in memory", async () => {
    const host = await open(OPFS);
    const result = await host.run(async ({ files, fileSystem }) => {
      const megabytes = Array.from({ length: 100 }, (_, index) => new Blob([new Uint8Array(1_000_000).fill(index)]));
      const { adopt, blob: handleOf } = files as typeof files & {
        adopt(blob: Blob): string;
        blob(path: string): Promise<Blob>;
      };
      let largest = 0;
      const { FileSystemSyncAccessHandle } = globalThis as unknown as Record<string, { prototype: DiskFile }>;
      const disk = FileSystemSyncAccessHandle?.prototype;
      if (disk === undefined) throw new Error("Files can't be opened synchronously here");
      const { write } = disk;
      disk.write = function (bytes, options) {
        largest = Math.max(largest, bytes.byteLength);
        return Reflect.apply(write, this, [bytes, options]);
      };
      await fileSystem.move(adopt(new Blob(megabytes)), "wxfile://store/1-large.bin");
      disk.write = write;
      const handle = await handleOf("wxfile://store/1-large.bin");
      const last = new Uint8Array(await files.read("wxfile://store/1-large.bin", 99_999_999));
      return {
        isInPieces: largest > 0 && largest <= 1 << 20,
        isFile: handle instanceof File,
        size: handle.size,
        last: [...last],
      };
    });
    expect(result).toEqual({ isInPieces: true, isFile: true, size: 100_000_000, last: [99] });
  });
});

describe("a second tab", () => {
  it.each(["the origin private file system", "a database"] as const)(
    "is told that the first has the files in %s, and gets them when that is closed",
    async (place) => {
      const first = await open(place);
      await write(first, "wxfile://usr/a", "of the first");
      const second = await openAgain(place, first);
      await expect(write(second, "wxfile://usr/a", "of the second")).rejects.toMatchObject(OPEN_ELSEWHERE);
      await expect(read(second, "wxfile://usr/a")).rejects.toMatchObject(OPEN_ELSEWHERE);
      await expect(second.run(({ storageLog }) => storageLog.readSync())).rejects.toMatchObject(OPEN_ELSEWHERE);
      // What does not stay is its own.
      const temporary = await second.run(({ createTemporary }) => createTemporary("temporary"));
      expect(await read(second, temporary)).toBe("temporary");
      expect(await read(second, "/images/a.png")).toBe("picture");
      await write(first, "wxfile://usr/a", "still of the first");
      await first.shut();
      await second.reopen();
      expect(await read(second, "wxfile://usr/a")).toBe("still of the first");
    },
  );

  it("takes the files over in a database without locks, and the first is told", async () => {
    const first = await open("a database without locks");
    await write(first, "wxfile://usr/a", "of the first");
    await first.reopen();
    const second = await openAgain("a database without locks", first);
    expect(await read(second, "wxfile://usr/a")).toBe("of the first");
    const copying = first.run(({ fileSystem }) => fileSystem.copy("wxfile://usr/a", "wxfile://usr/b"));
    await expect(copying).rejects.toMatchObject(OPEN_ELSEWHERE);
    await expect(first.shut()).rejects.toMatchObject(OPEN_ELSEWHERE);
    await write(second, "wxfile://usr/c", "of the second");
    await second.reopen();
    expect(await second.run(({ fileSystem }) => fileSystem.readdirSync("wxfile://usr").toSorted())).toEqual(["a", "c"]);
  });

  it("of another app has files of its own", async () => {
    const [first, second] = [await open(OPFS), await open(OPFS)];
    await write(first, "wxfile://usr/a", "of the first");
    await expect(read(second, "wxfile://usr/a")).rejects.toMatchObject({ code: "not-found" });
  });
});
