import { zipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CreateStoredHost, StoredHost } from "./stored-device.ts";

const LIMIT = 20_000;
const USR = "wxfile://usr";
const FULL = "the maximum size of the file storage limit is exceeded";

/** Zeros, by the reference encoder. */
const ZEROS_START =
  "cfffff7ff82700e2b14020f7fe9ffffffff04f00c4610180eefd3fffffffe19f0088c32200ddfb7ffeff" +
  "ffc33f0110870500baf7fffcffff877f02200e0b0074effff9ffff0fff04401c1600e8deffe7ffff";
const ZEROS = {
  hundredMegabytes: `${ZEROS_START}0ffe0980382c00d0bdff01`,
  more: `${ZEROS_START}13fe0980382c00d0bd7f02`,
};

/** Why a host can't do something. */
export interface FileSystemTraits {
  readonly hasNoBrotli?: string;
}

/** A call of the FileSystemManager, as data. */
type Call = readonly [method: string, ...given: unknown[]];

/** The contract of `wx.getFileSystemManager()`. */
export function fileSystemManagerSuite(create: CreateStoredHost, traits: FileSystemTraits = {}): void {
  let host: StoredHost;

  beforeEach(async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    host = await create({ storedBytes: LIMIT });
  });
  afterEach(async () => {
    await host.close();
    vi.restoreAllMocks();
  });

  /** Calls synchronous methods in one turn and resolves with what they returned. */
  const sync = (...calls: Call[]): Promise<unknown[]> =>
    host.run(({ manager }, calls) => {
      const methods = manager as unknown as Record<string, (...given: unknown[]) => unknown>;
      return calls.map(([method, ...given]) => methods[method]?.(...given));
    }, calls);
  const call = (method: string, options: object): Promise<Record<string, unknown>> =>
    host.run(({ call }, { method, options }) => call(method as "open", options), { method, options });
  const temporary = (text: string): Promise<string> =>
    host.run(({ createTemporary }, text) => createTemporary(text), text);
  const read = async (path: string): Promise<unknown> => (await sync(["readFileSync", path, "utf8"]))[0];
  const names = async (path = USR): Promise<unknown> => (await sync(["readdirSync", path]))[0];

  /** Checks that a method fails alike in both forms. */
  async function expectFailure(
    method: string,
    options: Record<string, unknown>,
    reason: string,
    errno: number,
    hasSync = true,
  ): Promise<void> {
    const errMsg = `${method}:fail ${reason}`;
    await expect(call(method, options)).rejects.toEqual({ errMsg, errno, errCode: errno });
    if (!hasSync) return;
    const takesOptions = /^(open|close|read|write|fstat|f?truncate|readCompressedFile)$/.test(method);
    const message = `${method}Sync:fail ${reason}`;
    await expect(
      sync([`${method}Sync`, ...(takesOptions ? [options] : Object.values(options))]),
      "synchronous",
    ).rejects.toMatchObject({ message, errMsg: message, errno, errCode: errno });
  }

  it("is one object, whose methods need no `this` and return nothing but in the synchronous form", async () => {
    const answers = await host.run(({ wx, manager }) => {
      const { readdir, accessSync } = manager;
      return [
        wx.getFileSystemManager() === manager,
        readdir({ dirPath: "wxfile://usr" }) === undefined,
        accessSync("wxfile://usr") === undefined,
      ];
    });
    expect(answers).toEqual([true, true, true]);
  });

  it("calls success or fail, then complete, with the same object", async () => {
    const calls = await host.run(
      ({ manager }) =>
        new Promise<unknown[]>((resolve) => {
          const calls: unknown[] = [];
          const note = (name: string) => (value: unknown) => calls.push([name, value]);
          manager.access({
            path: "wxfile://usr/none",
            success: note("success"),
            fail: note("fail"),
            complete(value) {
              note("complete")(value);
              resolve(calls);
            },
          });
          calls.push("returned");
        }),
    );
    const failure = {
      errMsg: "access:fail no such file or directory wxfile://usr/none",
      errno: 1300002,
      errCode: 1300002,
    };
    expect(calls).toEqual(["returned", ["fail", failure], ["complete", failure]]);
  });

  describe("writeFile and readFile", () => {
    it.each([
      ["utf8", "猫😀\uFEFFa", "e78cabf09f9880efbbbf61"],
      ["utf-8", "\uFEFFa", "efbbbf61"],
      ["ascii", "az\x7f", "617a7f"],
      ["latin1", "é\xff\0", "e9ff00"],
      ["binary", "é\xff\0", "e9ff00"],
      ["hex", "00ff10", "00ff10"],
      ["base64", "AP8Q", "00ff10"],
      ["ucs2", "a猫", "61002b73"],
      ["ucs-2", "a猫", "61002b73"],
      ["utf16le", "a猫", "61002b73"],
      ["utf-16le", "😀", "3dd800de"],
    ])("turn text into bytes and back in %s", async (encoding, text, hex) => {
      const filePath = `${USR}/a`;
      expect(await call("writeFile", { filePath, data: text, encoding })).toEqual({ errMsg: "writeFile:ok" });
      expect(await call("readFile", { filePath, encoding })).toEqual({ data: text, errMsg: "readFile:ok" });
      expect(await sync(["readFileSync", filePath, "hex"])).toEqual([hex]);
      await sync(["writeFileSync", filePath, text, encoding]);
      expect(await sync(["readFileSync", filePath, encoding])).toEqual([text]);
    });

    it("give bytes without an encoding, and take views", async () => {
      const filePath = `${USR}/a`;
      const data = new Uint8Array([9, 1, 2, 3]).subarray(1);
      await call("writeFile", { filePath, data });
      const { data: bytes } = await call("readFile", { filePath });
      expect(bytes).toEqual(new Uint8Array([1, 2, 3]).buffer);
      const isOwn = await host.run(({ manager }) => manager.readFileSync("wxfile://usr/a") instanceof ArrayBuffer);
      expect(isOwn).toBe(true);
    });

    it("know an empty file", async () => {
      await sync(["writeFileSync", `${USR}/a`, ""]);
      expect(await sync(["readFileSync", `${USR}/a`], ["readFileSync", `${USR}/a`, "utf8"])).toEqual([
        new ArrayBuffer(0),
        "",
      ]);
    });

    it.each([
      [0, undefined, "0123456789"],
      [3, undefined, "3456789"],
      [undefined, 4, "0123"],
      [3, 4, "3456"],
      [8, 10, "89"],
    ])("read from %s of %s bytes", async (position, length, expected) => {
      const filePath = `${USR}/a`;
      await sync(["writeFileSync", filePath, "0123456789"]);
      expect(await sync(["readFileSync", filePath, "utf8", position, length])).toEqual([expected]);
      expect(await call("readFile", { filePath, encoding: "utf8", position, length })).toMatchObject({
        data: expected,
      });
    });

    it.each([
      [-1, 1, "position", 1301009],
      [10, 1, "position", 1301009],
      [1.5, 1, "position", 1301009],
      [0, 0, "length", 1301006],
      [0, 11, "length", 1301006],
    ])("refuse to read from %s of %s bytes", async (position, length, name, errno) => {
      const filePath = `${USR}/a`;
      await sync(["writeFileSync", filePath, "0123456789"]);
      const options = { filePath, encoding: "utf8", position, length };
      await expectFailure("readFile", options, `value of ${name} is out of range`, errno);
      expect(await read(filePath)).toBe("0123456789");
    });

    it("read files of every area", async () => {
      const path = await temporary("temporary");
      expect(await read(path)).toBe("temporary");
      expect(await read(path.replace("wxfile", "http"))).toBe("temporary");
      expect(await read("/images/a.png")).toBe("picture");
      expect(await read("images/a.png")).toBe("picture");
    });
  });

  it("sees what was written before, by whatever method", async () => {
    const results = await sync(
      ["mkdirSync", `${USR}/a/b`, true],
      ["writeFileSync", `${USR}/a/b/c.txt`, "one"],
      ["appendFileSync", `${USR}/a/b/c.txt`, "/two"],
      ["copyFileSync", `${USR}/a/b/c.txt`, `${USR}/d`],
      ["renameSync", `${USR}/a/b`, `${USR}/e`],
      ["readFileSync", `${USR}/e/c.txt`, "utf8"],
      ["readFileSync", `${USR}/d`, "utf8"],
      ["readdirSync", USR],
      ["unlinkSync", `${USR}/e/c.txt`],
      ["rmdirSync", `${USR}/e`],
      ["rmdirSync", `${USR}/a`, true],
      ["truncateSync", { filePath: `${USR}/d`, length: 2 }],
      ["readFileSync", `${USR}/d`, "utf8"],
      ["accessSync", `${USR}/d`],
      ["readdirSync", `${USR}/`],
    );
    expect(results.filter((result) => result !== undefined)).toEqual([
      "one/two",
      "one/two",
      ["a", "d", "e"],
      "on",
      ["d"],
    ]);
    await host.reopen();
    expect(await read(`${USR}/d`)).toBe("on");
  });

  it("tells facts about files and directories", async () => {
    const before = Math.floor(Date.now() / 1000) - 2;
    const facts = await host.run(({ manager }) => {
      type Facts = { size: number; mode: number; lastModifiedTime: number; isFile(): boolean; isDirectory(): boolean };
      manager.mkdirSync("wxfile://usr/a");
      manager.writeFileSync("wxfile://usr/a/b", "text");
      return ["wxfile://usr/a", "wxfile://usr/a/b", "/images/a.png"].map((path) => {
        const stats = manager.statSync(path) as Facts;
        return [stats.isFile(), stats.isDirectory(), stats.size, stats.mode.toString(8), stats.lastModifiedTime];
      });
    });
    expect(facts.map((fact) => fact.slice(0, 4))).toEqual([
      [false, true, 0, "40777"],
      [true, false, 4, "100666"],
      [true, false, 7, "100666"],
    ]);
    expect(facts[1]?.[4]).toBeGreaterThanOrEqual(before);
    expect(facts[1]?.[4]).toSatisfy(Number.isInteger);
  });

  it("tells facts about all in a directory, as a list and by path", async () => {
    const result = await host.run(async ({ manager, call }) => {
      type All = { path: string; stats: { size: number } }[];
      manager.mkdirSync("wxfile://usr/a/c", true);
      manager.writeFileSync("wxfile://usr/a/b", "text");
      manager.writeFileSync("wxfile://usr/a/c/d", "longer text");
      const all = manager.statSync("wxfile://usr/a", true) as All;
      const { stats } = await call("stat", { path: "wxfile://usr/a", recursive: true });
      const one = manager.statSync("wxfile://usr/a/b", true) as { size: number };
      return [
        all.map(({ path, stats }) => [path, stats.size]),
        (stats as All).length,
        (all as unknown as Record<string, { size: number }>)["/c/d"]?.size,
        one.size,
      ];
    });
    expect(result).toEqual([
      [
        ["/", 0],
        ["/b", 4],
        ["/c", 0],
        ["/c/d", 11],
      ],
      4,
      11,
      4,
    ]);
  });

  it("saves files, also to a path of the user area", async () => {
    const paths = [await temporary("one"), await temporary("two"), await temporary("three")];
    const saved = await call("saveFile", { tempFilePath: paths[0] });
    expect(saved["savedFilePath"]).toMatch(/^wxfile:\/\/store\/.+\.txt$/);
    expect(await call("saveFile", { tempFilePath: paths[1], filePath: `${USR}/a` })).toEqual({
      savedFilePath: `${USR}/a`,
      errMsg: "saveFile:ok",
    });
    expect(await sync(["saveFileSync", paths[2], `${USR}/a`])).toEqual([`${USR}/a`]);
    expect(await read(`${USR}/a`)).toBe("three");
    await expect(read(paths[2] ?? "")).rejects.toMatchObject({ errno: 1300002 });
    const { fileList } = await call("getSavedFileList", {});
    expect(fileList).toEqual([{ filePath: saved["savedFilePath"], size: 3, createTime: expect.any(Number) }]);
    await call("removeSavedFile", { filePath: saved["savedFilePath"] });
    expect(await call("getSavedFileList", {})).toEqual({ fileList: [], errMsg: "getSavedFileList:ok" });
  });

  it("tells size and digest, with SHA-256", async () => {
    const digest = "ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73";
    expect(await call("getFileInfo", { filePath: await temporary("content"), digestAlgorithm: "sha256" })).toEqual({
      size: 7,
      digest,
      errMsg: "getFileInfo:ok",
    });
  });

  describe("the texts of failures", () => {
    beforeEach(() =>
      sync(
        ["mkdirSync", `${USR}/folder/below`, true],
        ["writeFileSync", `${USR}/file`, "text"],
        ["writeFileSync", `${USR}/folder/file`, "text"],
      ),
    );

    const missing = "no such file or directory";
    const denied = "permission denied";
    const tooLong = `${USR}/${"x".repeat(256)}`;
    it.each<[string, Record<string, unknown>, string, number]>([
      ["access", { path: `${USR}/none` }, `${missing} ${USR}/none`, 1300002],
      ["access", { path: "file:///etc/hostname" }, `${missing} file:///etc/hostname`, 1300002],
      ["access", { path: "wxfile://tmp" }, `${missing} wxfile://tmp`, 1300002],
      ["appendFile", { filePath: `${USR}/none`, data: "x" }, `${missing}, open "${USR}/none"`, 1300002],
      [
        "appendFile",
        { filePath: `${USR}/folder`, data: "x" },
        `illegal operation on a directory, open "${USR}/folder"`,
        1301003,
      ],
      ["appendFile", { filePath: "/images/a.png", data: "x" }, `${denied}, open "/images/a.png"`, 1300013],
      [
        "copyFile",
        { srcPath: `${USR}/none`, destPath: `${USR}/a` },
        `${missing}, copyFile ${USR}/none -> ${USR}/a`,
        1300002,
      ],
      [
        "copyFile",
        { srcPath: `${USR}/file`, destPath: `${USR}/none/a` },
        `${missing}, copyFile ${USR}/file -> ${USR}/none/a`,
        1300002,
      ],
      ["copyFile", { srcPath: `${USR}/file`, destPath: "/a" }, `${denied}, copyFile ${USR}/file -> /a`, 1300013],
      [
        "copyFile",
        { srcPath: "https://a.example/a", destPath: `${USR}/a` },
        `${denied}, copyFile https://a.example/a -> ${USR}/a`,
        1300014,
      ],
      [
        "copyFile",
        { srcPath: `${USR}/folder`, destPath: `${USR}/a` },
        `illegal operation on a directory, copyFile ${USR}/folder -> ${USR}/a`,
        1301003,
      ],
      ["mkdir", { dirPath: `${USR}/none/a` }, `${missing} ${USR}/none/a`, 1300002],
      ["mkdir", { dirPath: `${USR}/folder` }, `file already exists ${USR}/folder`, 1301005],
      ["mkdir", { dirPath: `${USR}/folder`, recursive: true }, `file already exists ${USR}/folder`, 1301005],
      ["mkdir", { dirPath: USR, recursive: true }, `file already exists ${USR}`, 1301005],
      ["mkdir", { dirPath: `${USR}/file/a`, recursive: true }, `not a directory ${USR}/file/a`, 1300020],
      ["mkdir", { dirPath: "/a" }, `${denied}, open "/a"`, 1300013],
      ["mkdir", { dirPath: tooLong }, `file name too long ${tooLong}`, 1300036],
      ["readFile", { filePath: `${USR}/none` }, `${missing}, open "${USR}/none"`, 1300002],
      ["readFile", { filePath: `${USR}/folder` }, `illegal operation on a directory, open "${USR}/folder"`, 1301003],
      ["readFile", { filePath: `${USR}/../x` }, `${denied}, open "${USR}/../x"`, 1300014],
      ["readFile", { filePath: "/images/../images/a.png" }, `${denied}, open "/images/../images/a.png"`, 1300014],
      ["readFile", { filePath: "http://a.example/a" }, `${denied}, open "http://a.example/a"`, 1300014],
      ["readFile", { filePath: `${USR}/a\0b` }, `${denied}, open "${USR}/a\0b"`, 1300014],
      ["readFile", { filePath: tooLong }, `file name too long, open "${tooLong}"`, 1300036],
      ["readdir", { dirPath: `${USR}/none` }, `${missing} ${USR}/none`, 1300002],
      ["readdir", { dirPath: `${USR}/file` }, `not a directory ${USR}/file`, 1300020],
      ["readdir", { dirPath: "wxfile://store" }, `${denied}, open "wxfile://store"`, 1300013],
      ["readdir", { dirPath: "wxfile://tmp" }, `${denied}, open "wxfile://tmp"`, 1300013],
      [
        "rename",
        { oldPath: `${USR}/none`, newPath: `${USR}/a` },
        `${missing}, rename ${USR}/none -> ${USR}/a`,
        1300002,
      ],
      [
        "rename",
        { oldPath: `${USR}/file`, newPath: `${USR}/none/a` },
        `${missing}, rename ${USR}/file -> ${USR}/none/a`,
        1300002,
      ],
      [
        "rename",
        { oldPath: "/images/a.png", newPath: `${USR}/a` },
        `${denied}, rename /images/a.png -> ${USR}/a`,
        1300013,
      ],
      [
        "rename",
        { oldPath: `${USR}/folder`, newPath: `${USR}/folder/a` },
        `invalid argument, rename ${USR}/folder -> ${USR}/folder/a`,
        1300022,
      ],
      [
        "rename",
        { oldPath: `${USR}/folder`, newPath: `${USR}/file` },
        `not a directory, rename ${USR}/folder -> ${USR}/file`,
        1300020,
      ],
      [
        "rename",
        { oldPath: `${USR}/file`, newPath: `${USR}/folder` },
        `illegal operation on a directory, rename ${USR}/file -> ${USR}/folder`,
        1301003,
      ],
      ["rmdir", { dirPath: `${USR}/none` }, `${missing} ${USR}/none`, 1300002],
      ["rmdir", { dirPath: `${USR}/folder` }, "directory not empty", 1300066],
      ["rmdir", { dirPath: `${USR}/file` }, `not a directory ${USR}/file`, 1300020],
      ["rmdir", { dirPath: USR, recursive: true }, `${denied}, open "${USR}"`, 1300013],
      ["rmdir", { dirPath: "/images" }, `${denied}, open "/images"`, 1300013],
      ["saveFile", { tempFilePath: "wxfile://tmp/none" }, "tempFilePath file not exist", 1301112],
      ["stat", { path: `${USR}/none` }, `${missing} ${USR}/none`, 1300002],
      ["stat", { path: "wxfile://other/a" }, `${denied}, open "wxfile://other/a"`, 1300014],
      ["unlink", { filePath: `${USR}/none` }, `${missing} ${USR}/none`, 1300002],
      ["unlink", { filePath: `${USR}/folder` }, `operation not permitted, unlink ${USR}/folder`, 1300001],
      ["unlink", { filePath: "/images/a.png" }, `${denied}, open "/images/a.png"`, 1300013],
      ["writeFile", { filePath: `${USR}/none/a`, data: "x" }, `${missing}, open "${USR}/none/a"`, 1300002],
      [
        "writeFile",
        { filePath: `${USR}/folder`, data: "x" },
        `illegal operation on a directory, open "${USR}/folder"`,
        1301003,
      ],
      ["writeFile", { filePath: "wxfile://store/a", data: "x" }, `${denied}, open "wxfile://store/a"`, 1300013],
      ["writeFile", { filePath: "/a", data: "x" }, `${denied}, open "/a"`, 1300013],
      [
        "writeFile",
        { filePath: `${USR}/a`, data: "data:;base64,AA==", encoding: "base64" },
        "base64 encode error",
        1300203,
      ],
      [
        "writeFile",
        { filePath: `${USR}/a`, data: "x", encoding: "utf9" },
        'parameter error: invalid encoding "utf9"',
        1001,
      ],
      [
        "writeFile",
        { filePath: `${USR}/a`, data: 5 },
        "parameter error: parameter.data should be String instead of Number;",
        1001,
      ],
      ["readFile", { filePath: `${USR}/file`, encoding: "utf9" }, 'parameter error: invalid encoding "utf9"', 1001],
      ["open", { filePath: `${USR}/none` }, `${missing}, open "${USR}/none"`, 1300002],
      ["open", { filePath: `${USR}/none`, flag: "r+" }, `${missing}, open "${USR}/none"`, 1300002],
      ["open", { filePath: `${USR}/none/a`, flag: "w" }, `${missing}, open "${USR}/none/a"`, 1300002],
      ["open", { filePath: `${USR}/file`, flag: "wx" }, `file already exists, open "${USR}/file"`, 1301005],
      ["open", { filePath: `${USR}/file`, flag: "x" }, "invalid flag", 1302003],
      ["open", { filePath: "/images/a.png", flag: "a" }, `${denied}, open "/images/a.png"`, 1302004],
      [
        "open",
        { filePath: `${USR}/folder`, flag: "w" },
        `illegal operation on a directory, open "${USR}/folder"`,
        1301003,
      ],
      ["close", { fd: "none" }, "bad file descriptor", 1300009],
      ["close", { fd: 1 }, "parameter error: parameter.fd should be String instead of Number;", 1001],
      ["fstat", { fd: "none" }, "bad file descriptor", 1300009],
      ["truncate", { filePath: `${USR}/none` }, `${missing}, open "${USR}/none"`, 1300002],
      ["truncate", { filePath: `${USR}/file`, length: -1 }, "value of length is out of range", 1301006],
    ])("%s %j: %s", async (method, options, reason, errno) => {
      await expectFailure(method, options, reason, errno);
      expect(await names()).toEqual(["file", "folder"]);
      expect(await read(`${USR}/file`)).toBe("text");
    });

    it("name the directory that saveFile misses, and the path that it may not write", async () => {
      const tempFilePath = await temporary("x");
      await expectFailure("saveFile", { tempFilePath, filePath: `${USR}/none/a` }, `${missing} "${USR}/none"`, 1300002);
      await expectFailure("saveFile", { tempFilePath, filePath: "/a" }, `${denied}, open "/a"`, 1300013);
      expect(await read(tempFilePath)).toBe("x");
    });
  });

  describe("descriptors", () => {
    const open = async (flag: string, path = `${USR}/a`): Promise<string> =>
      String((await sync(["openSync", { filePath: path, flag }]))[0]);
    const readAt = async (fd: string, length: number, position?: number | null): Promise<string> =>
      host.run(
        ({ manager }, { fd, length, position }) => {
          const arrayBuffer = new ArrayBuffer(length);
          const result = manager.readSync({ fd, arrayBuffer, length, position });
          if (result.arrayBuffer !== arrayBuffer) throw new Error("another buffer");
          return new TextDecoder().decode(new Uint8Array(arrayBuffer, 0, result.bytesRead));
        },
        { fd, length, position },
      );

    it("are texts, and read with a pointer or from a position", async () => {
      await sync(["writeFileSync", `${USR}/a`, "0123456789"]);
      const fd = await open("r");
      expect([await readAt(fd, 3), await readAt(fd, 3), await readAt(fd, 2, 0), await readAt(fd, 2, null)]).toEqual([
        "012",
        "345",
        "01",
        "67",
      ]);
      expect([await readAt(fd, 9), await readAt(fd, 9), await readAt(fd, 5, 20)]).toEqual(["89", "", ""]);
      const other = await call("open", { filePath: `${USR}/a` });
      expect(other).toEqual({ fd: expect.any(String), errMsg: "open:ok" });
      expect(other["fd"]).not.toBe(fd);
      expect(await call("close", { fd })).toEqual({ errMsg: "close:ok" });
      await expectFailure("close", { fd }, "bad file descriptor", 1300009);
    });

    it("read nothing by default, and into a part of the buffer", async () => {
      await sync(["writeFileSync", `${USR}/a`, "0123456789"]);
      const fd = await open("r");
      const result = await host.run(async ({ call }, fd) => {
        const arrayBuffer = new TextEncoder().encode("......").buffer;
        const none = await call("read", { fd, arrayBuffer });
        const some = await call("read", { fd, arrayBuffer, offset: 1, length: 3, position: 5 });
        return [none["bytesRead"], some["bytesRead"], new TextDecoder().decode(arrayBuffer), some["errMsg"]];
      }, fd);
      expect(result).toEqual([0, 3, ".567..", "read:ok"]);
      const arrayBuffer = new ArrayBuffer(4);
      await expectFailure("read", { fd, arrayBuffer, offset: 5 }, "value of offset is out of range", 1301007);
      await expectFailure(
        "read",
        { fd, arrayBuffer, offset: 2, length: 3 },
        "value of length is out of range",
        1301006,
      );
      await expectFailure(
        "read",
        { fd, arrayBuffer, length: 1, position: -1 },
        "value of position is out of range",
        1301009,
      );
    });

    it("write texts and parts of buffers, with a pointer or at a position", async () => {
      const fd = await open("w+");
      const data = new TextEncoder().encode("0123456789").buffer;
      expect(
        await sync(
          ["writeSync", { fd, data: "one" }],
          ["writeSync", { fd, data: "two" }],
          ["writeSync", { fd, data, offset: 4, length: 2, position: 1 }],
          ["writeSync", { fd, data: "4142", encoding: "hex" }],
          ["writeSync", { fd, data, offset: 8 }],
          ["readFileSync", `${USR}/a`, "utf8"],
        ),
      ).toEqual([
        { bytesWritten: 3 },
        { bytesWritten: 3 },
        { bytesWritten: 2 },
        { bytesWritten: 2 },
        { bytesWritten: 2 },
        "o45twoAB89",
      ]);
      await sync(["closeSync", { fd }]);
      await host.reopen();
      expect(await read(`${USR}/a`)).toBe("o45twoAB89");
    });

    it.each([
      ["r", "text", "text", true, false],
      ["r+", "text", "Xext", true, true],
      ["w", "text", "X", false, true],
      ["w+", "text", "X", true, true],
      ["a", "text", "textX", false, true],
      ["a+", "text", "textX", true, true],
      ["as", "text", "textX", false, true],
      ["as+", "text", "textX", true, true],
      ["wx", undefined, "X", false, true],
      ["wx+", undefined, "X", true, true],
      ["ax", undefined, "X", false, true],
      ["ax+", undefined, "X", true, true],
      ["w", undefined, "X", false, true],
      ["a", undefined, "X", false, true],
    ])("do what %s says (before: %s)", async (flag, before, after, canRead, canWrite) => {
      if (before !== undefined) await sync(["writeFileSync", `${USR}/a`, before]);
      const fd = await open(flag);
      const mode = "permission denied, fd is write-only or read-only";
      if (canWrite) await sync(["writeSync", { fd, data: "X", position: 0 }]);
      else await expectFailure("write", { fd, data: "X" }, mode, 1302001);
      if (!canWrite) await expectFailure("ftruncate", { fd }, mode, 1302001);
      if (!canRead) await expectFailure("read", { fd, arrayBuffer: new ArrayBuffer(1), length: 1 }, mode, 1302001);
      const seen = canRead ? await readAt(fd, 10, 0) : after;
      expect(seen).toBe(after);
      await sync(["closeSync", { fd }]);
      expect(await read(`${USR}/a`)).toBe(after);
    });

    it("are cut, and know facts", async () => {
      const fd = await open("w");
      const sizes = await host.run(({ manager }, fd) => {
        manager.writeSync({ fd, data: "0123456789" });
        manager.ftruncateSync({ fd, length: 4 });
        const cut = manager.fstatSync({ fd });
        manager.ftruncateSync({ fd, length: 6 });
        return [cut.size, cut.isFile(), manager.fstatSync({ fd }).size];
      }, fd);
      expect(sizes).toEqual([4, true, 6]);
      expect(await read(`${USR}/a`)).toBe("0123\0\0");
    });

    it("stay with the file when it is renamed or removed", async () => {
      await sync(["writeFileSync", `${USR}/a`, "text"]);
      const fd = await open("r+");
      await sync(["renameSync", `${USR}/a`, `${USR}/b`], ["writeSync", { fd, data: "N" }]);
      expect(await read(`${USR}/b`)).toBe("Next");
      await sync(["unlinkSync", `${USR}/b`], ["writeSync", { fd, data: "EW" }]);
      expect(await readAt(fd, 4, 0)).toBe("NEWt");
      expect(await names()).toEqual([]);
      await sync(["closeSync", { fd }]);
    });

    it("are at most 256 at once", async () => {
      await sync(["writeFileSync", `${USR}/a`, "text"]);
      const fds = await sync(...Array.from({ length: 256 }, () => ["openSync", { filePath: `${USR}/a` }] as const));
      await expectFailure("open", { filePath: `${USR}/a` }, "exceed max concurrent fd limit", 1302002);
      expect(await sync(["closeSync", { fd: fds[0] }], ["openSync", { filePath: `${USR}/a` }])).toHaveLength(2);
    });
  });

  describe("the limit", () => {
    const half = "x".repeat(LIMIT / 2);

    it("counts user files and saved files together, and changes nothing when it is exceeded", async () => {
      await call("saveFile", { tempFilePath: await temporary(half) });
      await sync(["writeFileSync", `${USR}/a`, half]);
      const tempFilePath = await temporary("yy");
      await expectFailure("writeFile", { filePath: `${USR}/b`, data: "y" }, FULL, 1300202);
      await expectFailure("writeFile", { filePath: `${USR}/a`, data: `${half}y` }, FULL, 1300202);
      await expectFailure("appendFile", { filePath: `${USR}/a`, data: "y" }, FULL, 1300202);
      await expectFailure("copyFile", { srcPath: "/images/a.png", destPath: `${USR}/b` }, FULL, 1300202);
      await expectFailure("saveFile", { tempFilePath }, FULL, 1300202);
      await expectFailure("saveFile", { tempFilePath, filePath: `${USR}/b` }, FULL, 1300202);
      await expectFailure("truncate", { filePath: `${USR}/a`, length: half.length + 1 }, FULL, 1300202);
      const fd = (await sync(["openSync", { filePath: `${USR}/a`, flag: "a" }]))[0];
      await expectFailure("write", { fd, data: "y" }, FULL, 1300202);
      await expectFailure("ftruncate", { fd, length: half.length + 1 }, FULL, 1300202);
      expect(await names()).toEqual(["a"]);
      expect(await read(`${USR}/a`)).toBe(half);
      expect(await read(tempFilePath)).toBe("yy");
    });

    it("is free again for what was replaced, cut, moved or removed", async () => {
      await sync(
        ["writeFileSync", `${USR}/a`, half + half],
        ["writeFileSync", `${USR}/a`, half],
        ["writeFileSync", `${USR}/b`, half],
        ["truncateSync", { filePath: `${USR}/b`, length: 10 }],
        ["appendFileSync", `${USR}/a`, half.slice(10)],
        ["renameSync", `${USR}/b`, `${USR}/a`],
        ["mkdirSync", `${USR}/c`],
        ["writeFileSync", `${USR}/c/d`, half + half.slice(10)],
        ["rmdirSync", `${USR}/c`, true],
        ["writeFileSync", `${USR}/e`, half + half.slice(10)],
        ["unlinkSync", `${USR}/e`],
        ["openSync", { filePath: `${USR}/a`, flag: "w" }],
        ["writeFileSync", `${USR}/e`, half + half],
      );
      expect(await names()).toEqual(["a", "e"]);
      await expectFailure("appendFile", { filePath: `${USR}/a`, data: "y" }, FULL, 1300202);
    });
  });

  describe("ZIP files", () => {
    const zip = async (
      entries: Record<string, string | Uint8Array>,
      change = (bytes: Uint8Array) => bytes,
    ): Promise<string> => {
      const contents = Object.entries(entries).map(([name, content]): [string, Uint8Array] => [
        name,
        typeof content === "string" ? new TextEncoder().encode(content) : content,
      ]);
      const bytes = new Uint8Array(change(zipSync(Object.fromEntries(contents))));
      return host.run(({ files }, bytes) => files.createTemporary(bytes.buffer, "zip"), bytes);
    };

    it("are unpacked with their directories", async () => {
      const zipFilePath = await zip({ "a.txt": "text ".repeat(100), "folder/猫.txt": "cat", "folder/empty/": "" });
      await sync(["mkdirSync", `${USR}/out`], ["writeFileSync", `${USR}/out/a.txt`, "replaced"]);
      expect(await call("unzip", { zipFilePath, targetPath: `${USR}/out` })).toEqual({ errMsg: "unzip:ok" });
      expect(await read(`${USR}/out/a.txt`)).toBe("text ".repeat(100));
      expect(await read(`${USR}/out/folder/猫.txt`)).toBe("cat");
      expect(await names(`${USR}/out/folder`)).toEqual(["empty", "猫.txt"]);
      await call("unzip", { zipFilePath, targetPath: `${USR}/new/` });
      expect(await names(`${USR}/new`)).toEqual(["a.txt", "folder"]);
      await call("unzip", { zipFilePath, targetPath: USR });
      expect(await read(`${USR}/a.txt`)).toBe("text ".repeat(100));
    });

    it.each(["../a", "a/../../b", "/a", "a\\..\\b", "a//b", "a\0b", "x".repeat(256)])(
      "with the name %j write nothing at all",
      async (name) => {
        const zipFilePath = await zip({ "good.txt": "good", [name]: "bad" });
        await expectFailure("unzip", { zipFilePath, targetPath: `${USR}/out` }, "unzip entry fail", 1301103, false);
        expect(await names()).toEqual([]);
      },
    );

    it("that hold more than there is room for write nothing at all", async () => {
      const zipFilePath = await zip({ "good.txt": "good", bomb: new Uint8Array(LIMIT) });
      await expectFailure("unzip", { zipFilePath, targetPath: `${USR}/out` }, FULL, 1300202, false);
      expect(await names()).toEqual([]);
    });

    it("that lie about the size of their content, or are damaged, are refused", async () => {
      const content = new Uint8Array(10_000);
      const lying = await zip({ bomb: content }, (bytes) => {
        const view = new DataView(bytes.buffer, bytes.byteOffset);
        const directory = view.getUint32(bytes.length - 6, true);
        view.setUint32(directory + 24, 10, true);
        return bytes;
      });
      await expectFailure(
        "unzip",
        { zipFilePath: lying, targetPath: `${USR}/out` },
        "unzip entry fail",
        1301103,
        false,
      );
      const damaged = await zip({ a: "text that is long enough to be stored" }, (bytes) => {
        bytes[40] = (bytes[40] ?? 0) ^ 0xff;
        return bytes;
      });
      await expectFailure(
        "unzip",
        { zipFilePath: damaged, targetPath: `${USR}/out` },
        "unzip entry fail",
        1301103,
        false,
      );
      expect(await names(`${USR}/out`)).toEqual([]);
      for (const text of ["", "no ZIP file", "PK\x05\x06".padEnd(30, "\xff")]) {
        const zipFilePath = await temporary(text);
        await expectFailure("unzip", { zipFilePath, targetPath: `${USR}/out` }, "unzip open file fail", 1301102, false);
      }
    });

    it("are unpacked into the user area only, and have to be there", async () => {
      const zipFilePath = await zip({ a: "a" });
      const none = "wxfile://tmp/none.zip";
      const missing = (from: string, to: string): string => `no such file or directory, unzip ${from} -> "${to}"`;
      await expectFailure(
        "unzip",
        { zipFilePath: none, targetPath: `${USR}/out` },
        missing(none, `${USR}/out`),
        1300002,
        false,
      );
      await expectFailure(
        "unzip",
        { zipFilePath, targetPath: `${USR}/no/out` },
        missing(zipFilePath, `${USR}/no/out`),
        1300002,
        false,
      );
      await expectFailure(
        "unzip",
        { zipFilePath, targetPath: "/out" },
        `permission denied, unzip ${zipFilePath} -> /out`,
        1300013,
        false,
      );
      expect(await names()).toEqual([]);
    });

    it("are read without being unpacked", async () => {
      const filePath = await zip({ "a.txt": "0123456789", "folder/b": "b", "folder/empty/": "" });
      const result = await call("readZipEntry", {
        filePath,
        entries: [{ path: "a.txt", encoding: "utf8", position: 2, length: 3 }, { path: "folder/b" }, { path: "none" }],
      });
      expect(result).toEqual({
        entries: {
          "a.txt": { data: "234", errMsg: "readZipEntry:ok" },
          "folder/b": { data: new TextEncoder().encode("b").buffer, errMsg: "readZipEntry:ok" },
          none: { errMsg: "readZipEntry:fail no such file or directory none" },
        },
        errMsg: "readZipEntry:ok",
      });
      expect((await call("readZipEntry", { filePath, entries: "all", encoding: "hex" }))["entries"]).toEqual({
        "a.txt": { data: "30313233343536373839", errMsg: "readZipEntry:ok" },
        "folder/b": { data: "62", errMsg: "readZipEntry:ok" },
      });
    });
  });

  describe("readCompressedFile", () => {
    // "hello hello hello hello", by the reference encoder.
    const HELLO = "0b0b8068656c6c6f2068656c6c6f2068656c6c6f2068656c6c6f03";
    const filePath = `${USR}/a.br`;

    const BROTLI = { filePath, compressionAlgorithm: "br" };
    const DAMAGED = { errMsg: "readCompressedFile:fail brotli decompress fail", errno: 1301111 };

    it.skipIf(traits.hasNoBrotli)("undoes Brotli, also in place", async () => {
      const [, inPlace] = await sync(["writeFileSync", filePath, HELLO, "hex"], ["readCompressedFileSync", BROTLI]);
      expect(new TextDecoder().decode(inPlace as ArrayBuffer)).toBe("hello hello hello hello");
      const { data } = await call("readCompressedFile", BROTLI);
      expect(new TextDecoder().decode(data as ArrayBuffer)).toBe("hello hello hello hello");
    });

    it.skipIf(traits.hasNoBrotli)("reads nothing of a stream that is damaged or cut anywhere", async () => {
      for (let length = 0; length < HELLO.length; length += 2) {
        await sync(["writeFileSync", filePath, HELLO.slice(0, length), "hex"]);
        await expect(call("readCompressedFile", BROTLI)).rejects.toMatchObject(DAMAGED);
      }
      await sync(["writeFileSync", filePath, "not Brotli at all"]);
      await expect(call("readCompressedFile", BROTLI)).rejects.toMatchObject(DAMAGED);
      await expect(sync(["readCompressedFileSync", BROTLI])).rejects.toMatchObject({
        message: "readCompressedFileSync:fail brotli decompress fail",
        errno: 1301111,
      });
    });

    it.skipIf(traits.hasNoBrotli)("reads 100 MB of content, and refuses more", async () => {
      await sync(["writeFileSync", filePath, ZEROS.hundredMegabytes, "hex"]);
      const sizeBytes = await host.run(({ manager }, options) => manager.readCompressedFileSync(options).byteLength, {
        filePath,
        compressionAlgorithm: "br" as const,
      });
      expect(sizeBytes).toBe(100 * 1024 * 1024);
      await sync(["writeFileSync", filePath, ZEROS.more, "hex"]);
      await expect(call("readCompressedFile", BROTLI)).rejects.toMatchObject(DAMAGED);
    });

    it.skipIf(traits.hasNoBrotli)("takes no other compression", async () => {
      const other = call("readCompressedFile", { filePath, compressionAlgorithm: "gzip" });
      await expect(other).rejects.toMatchObject({ errno: 1001 });
    });

    it.runIf(traits.hasNoBrotli)("fails with not supported where the host can't", async () => {
      await sync(["writeFileSync", filePath, HELLO, "hex"]);
      const reading = sync(["readCompressedFileSync", BROTLI]);
      await expect(reading).rejects.toMatchObject({ message: "readCompressedFileSync:fail not supported", errno: 100 });
    });
  });

  it("can be used", async () => {
    const schemas = [
      "getFileSystemManager",
      "FileSystemManager.readFile",
      "FileSystemManager.readFileSync",
      "fileSystemManager.unzip",
      "FileSystemManager.unzipSync",
      "FileSystemManager.none",
    ];
    const answers = await host.run(({ wx }, schemas) => schemas.map((schema) => wx.canIUse(schema)), schemas);
    expect(answers).toEqual([true, true, true, true, false, false]);
  });
}
