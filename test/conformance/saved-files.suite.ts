import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CreateStoredHost, StoredHost } from "./stored-device.ts";

const LIMIT = 1000;

/** The contract of `wx.saveFile`, `getSavedFileList`, `getSavedFileInfo`, `removeSavedFile` and `getFileInfo`. */
export function savedFilesSuite(create: CreateStoredHost): void {
  let host: StoredHost;

  beforeEach(async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    host = await create({ storedBytes: LIMIT });
  });
  afterEach(async () => {
    await host.close();
    vi.restoreAllMocks();
  });

  const temporary = (text: string, extension = "txt"): Promise<string> =>
    host.run(({ createTemporary }, { text, extension }) => createTemporary(text, extension), { text, extension });
  const save = (tempFilePath: string): Promise<string> =>
    host.run(async ({ wx }, tempFilePath) => (await wx.saveFile({ tempFilePath })).savedFilePath, tempFilePath);
  const list = (): Promise<{ filePath: string; size: number; createTime: number }[]> =>
    host.run(async ({ wx }) => (await wx.getSavedFileList()).fileList);
  const read = (path: string): Promise<string> =>
    host.run(({ manager }, path) => String(manager.readFileSync(path, "utf8")), path);

  it("saves a temporary file under a path of its own, with its extension", async () => {
    const tempFilePath = await temporary("text", "md");
    const result = await host.run(({ wx }, tempFilePath) => wx.saveFile({ tempFilePath }), tempFilePath);
    expect(result).toEqual({
      savedFilePath: expect.stringMatching(/^wxfile:\/\/store\/[^/]+\.md$/),
      errMsg: "saveFile:ok",
    });
    expect(await read(result.savedFilePath)).toBe("text");
    expect(await read(result.savedFilePath.replace("wxfile", "http"))).toBe("text");
  });

  it("moves it: the temporary path leads nowhere afterwards", async () => {
    const tempFilePath = await temporary("text");
    await save(tempFilePath);
    const failure = { errMsg: "saveFile:fail tempFilePath file not exist", errno: 1301112, errCode: 1301112 };
    await expect(save(tempFilePath)).rejects.toMatchObject(failure);
    await expect(read(tempFilePath)).rejects.toMatchObject({ errno: 1300002 });
  });

  it.each(["wxfile://tmp/none.txt", "wxfile://tmp", "wxfile://usr/a", "/images/a.png", "https://a.example/a", ""])(
    "saves nothing of %j",
    async (path) => {
      await expect(save(path)).rejects.toMatchObject({ errMsg: "saveFile:fail tempFilePath file not exist" });
      expect(await list()).toEqual([]);
    },
  );

  it("lists saved files with size and time, oldest first, also after a restart", async () => {
    const before = Math.floor(Date.now() / 1000);
    const paths: string[] = [];
    for (const text of ["a", "bb", "ccc"]) {
      paths.push(await save(await temporary(text)));
      // The order of what is saved in one millisecond is not told.
      const start = Date.now();
      while (Date.now() === start);
    }
    await host.run(({ manager }) => manager.writeFileSync("wxfile://usr/no-saved-file", "x"));
    await host.reopen();
    const files = await list();
    expect(files.map(({ filePath, size }) => [filePath, size])).toEqual(paths.map((path, index) => [path, index + 1]));
    for (const { createTime } of files) {
      expect(Number.isInteger(createTime)).toBe(true);
      expect(createTime).toBeGreaterThanOrEqual(before);
      expect(createTime).toBeLessThanOrEqual(Date.now() / 1000);
    }
    const info = await host.run(({ wx }, filePath) => wx.getSavedFileInfo({ filePath }), paths[1] ?? "");
    expect(info).toEqual({ size: 2, createTime: files[1]?.createTime, errMsg: "getSavedFileInfo:ok" });
    expect(await read(paths[2] ?? "")).toBe("ccc");
  });

  it("removes a saved file", async () => {
    const [one, other] = [await save(await temporary("one")), await save(await temporary("other"))];
    const result = await host.run(({ wx }, filePath) => wx.removeSavedFile({ filePath }), one);
    expect(result).toEqual({ errMsg: "removeSavedFile:ok" });
    expect((await list()).map(({ filePath }) => filePath)).toEqual([other]);
  });

  it.each([
    "wxfile://store/none.txt",
    "wxfile://store",
    "wxfile://store/../usr",
    "wxfile://usr/a",
    "/images/a.png",
    "",
  ])("knows no saved file %j", async (filePath) => {
    await host.run(({ manager }) => manager.writeFileSync("wxfile://usr/a", "x"));
    const failure = (name: string): object => ({
      errMsg: `${name}:fail file not exist`,
      errno: 1300002,
      errCode: 1300002,
    });
    const removing = host.run(({ wx }, filePath) => wx.removeSavedFile({ filePath }), filePath);
    await expect(removing).rejects.toMatchObject(failure("removeSavedFile"));
    const asking = host.run(({ wx }, filePath) => wx.getSavedFileInfo({ filePath }), filePath);
    await expect(asking).rejects.toMatchObject(failure("getSavedFileInfo"));
    expect(await read("wxfile://usr/a")).toBe("x");
  });

  it("refuses what would exceed the limit, and keeps the temporary file", async () => {
    await save(await temporary("x".repeat(LIMIT - 10)));
    const tempFilePath = await temporary("y".repeat(11));
    const failure = { errMsg: "saveFile:fail the maximum size of the file storage limit is exceeded", errno: 1300202 };
    await expect(save(tempFilePath)).rejects.toMatchObject(failure);
    expect(await list()).toHaveLength(1);
    expect(await read(tempFilePath)).toBe("y".repeat(11));
    await save(await temporary("z".repeat(10)));
  });

  it("counts what is being saved at the same time", async () => {
    const paths = [await temporary("x".repeat(600)), await temporary("y".repeat(600))];
    const ends = await host.run(async ({ wx }, paths) => {
      const saving = paths.map((tempFilePath) => wx.saveFile({ tempFilePath }));
      return (await Promise.allSettled(saving)).map(({ status }) => status);
    }, paths);
    expect(ends.toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await list()).toHaveLength(1);
  });

  describe("getFileInfo", () => {
    it.each([
      [undefined, "9a0364b9e99bb480dd25e1f0284c8555"],
      ["md5", "9a0364b9e99bb480dd25e1f0284c8555"],
      ["sha1", "040f06fd774092478d450774f5ba30c5da78acc8"],
    ])("tells size and digest %s of a file of any area", async (digestAlgorithm, digest) => {
      const tempFilePath = await temporary("content");
      const paths = await host.run(async ({ wx, manager, createTemporary }, filePath) => {
        manager.copyFileSync(filePath, "wxfile://usr/a");
        const { savedFilePath } = await wx.saveFile({ tempFilePath: await createTemporary("content") });
        return [filePath, "wxfile://usr/a", savedFilePath];
      }, tempFilePath);
      for (const filePath of paths) {
        const info = await host.run(({ wx }, options) => wx.getFileInfo(options), { filePath, digestAlgorithm });
        expect(info).toEqual({ size: 7, digest, errMsg: "getFileInfo:ok" });
      }
    });

    it("does not read a large file at once, and knows an empty one", async () => {
      const infos = await host.run(async ({ wx, files }) => {
        const filePath = await files.createTemporary(new Uint8Array(3 * 1024 * 1024 + 1).fill(7).buffer, "bin");
        const empty = await files.createTemporary(new ArrayBuffer(0), "bin");
        return [await wx.getFileInfo({ filePath, digestAlgorithm: "sha1" }), await wx.getFileInfo({ filePath: empty })];
      });
      expect(infos).toEqual([
        { size: 3145729, digest: expect.stringMatching(/^[\da-f]{40}$/), errMsg: "getFileInfo:ok" },
        { size: 0, digest: "d41d8cd98f00b204e9800998ecf8427e", errMsg: "getFileInfo:ok" },
      ]);
    });

    it.each([
      "wxfile://tmp/none",
      "wxfile://usr",
      "wxfile://usr/../x",
      "https://a.example/a",
      "file:///etc/hostname",
      "",
    ])("knows no file %j", async (filePath) => {
      const failure = { errMsg: "getFileInfo:fail file not exist", errno: 1300002, errCode: 1300002 };
      await expect(host.run(({ wx }, filePath) => wx.getFileInfo({ filePath }), filePath)).rejects.toMatchObject(
        failure,
      );
    });

    it("knows no other digest", async () => {
      const asking = host.run(({ wx }) => wx.getFileInfo({ filePath: "/images/a.png", digestAlgorithm: "sha256" }));
      const errMsg = 'getFileInfo:fail parameter error: invalid digestAlgorithm "sha256"';
      await expect(asking).rejects.toMatchObject({ errMsg, errno: 1001 });
    });
  });

  it("checks parameters", async () => {
    const saving = host.run(({ wx }) => wx.saveFile({} as { tempFilePath: string }));
    const errMsg = "saveFile:fail parameter error: parameter.tempFilePath should be String instead of Undefined;";
    await expect(saving).rejects.toMatchObject({ errMsg, errno: 1001 });
  });
}
