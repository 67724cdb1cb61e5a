import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sampleBytes, sha256 } from "./sample-bytes.ts";
import type { CreateStoredHost, StoredHost } from "./stored-device.ts";

/** The contract of `wx.saveFileToDisk`. */
export function saveFileToDiskSuite(create: CreateStoredHost): void {
  let host: StoredHost;
  beforeEach(async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    host = await create();
  });
  afterEach(async () => {
    await host.close();
    vi.restoreAllMocks();
  });

  const save = (options: object): Promise<object> =>
    host.run(
      ({ wx }, given) =>
        new Promise<object>((success, fail) => {
          wx.saveFileToDisk({ filePath: "", ...given, success, fail });
        }),
      options,
    );
  const temporary = (bytes: Uint8Array<ArrayBuffer>, extension: string): Promise<string> =>
    host.run(({ files }, given) => files.createTemporary(given.bytes.buffer, given.extension), { bytes, extension });
  /** Names and digests of what was saved, oldest first. */
  const saved = async (): Promise<[name: string, digest: string][]> => {
    const items = await host.run(({ personalDisk }) => personalDisk.read());
    return Promise.all(items.map(async ({ name, bytes }) => [name, await sha256(bytes)]));
  };
  const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

  describe.each([0, 100, 2_500_000])("a file of %i bytes", (length) => {
    it("is saved byte for byte under its own name from every place that local files have", async () => {
      const bytes = sampleBytes(length);
      const tempFilePath = await temporary(bytes, "dat");
      const userPath = "wxfile://usr/folder/猫 and more.tar.gz";
      const savedFilePath = await host.run(
        async ({ wx, manager, files }, input) => {
          manager.mkdirSync("wxfile://usr/folder");
          manager.writeFileSync(input.userPath, input.bytes.buffer);
          const source = await files.createTemporary(input.bytes.buffer, "bin");
          return (await wx.saveFile({ tempFilePath: source })).savedFilePath;
        },
        { userPath, bytes },
      );
      for (const filePath of [tempFilePath, userPath, savedFilePath]) {
        expect(await save({ filePath })).toEqual({ errMsg: "saveFileToDisk:ok" });
      }
      const digest = await sha256(bytes);
      expect(await saved()).toEqual([
        [nameOf(tempFilePath), digest],
        ["猫 and more.tar.gz", digest],
        [nameOf(savedFilePath), digest],
      ]);
      expect(await host.run(({ files }, path) => files.stat(path), tempFilePath)).toEqual({ sizeBytes: length });
    });
  });

  it.each(["/images/a.png", "images/a.png"])("saves a file of the package: %s", async (filePath) => {
    await save({ filePath });
    expect(await saved()).toEqual([["a.png", await sha256(new TextEncoder().encode("picture"))]]);
  });

  it("keeps what was saved as it was, also under a name that was saved before", async () => {
    const filePath = "wxfile://usr/notes.txt";
    const digests: [string, string][] = [];
    for (const text of ["first", "second", ""]) {
      await host.run(({ manager }, given) => manager.writeFileSync(given.filePath, given.text), { filePath, text });
      // Empty names of directories do not count.
      await save({ filePath: "http://usr//notes.txt/" });
      digests.push(["notes.txt", await sha256(new TextEncoder().encode(text))]);
    }
    await host.run(({ manager }, path) => manager.unlinkSync(path), filePath);
    expect(await saved()).toEqual(digests);
  });

  it.each([
    "wxfile://tmp/none.txt",
    "wxfile://usr/none/a.txt",
    "wxfile://usr",
    "wxfile://usr/folder",
    "wxfile://usr/../tmp",
    "wxfile://tmp",
    "/images",
    "/images/none.png",
    "../a.txt",
    "https://127.0.0.1/a.txt",
    "data:,text",
    "",
  ])("finds no file at %j", async (filePath) => {
    await host.run(({ manager }) => manager.mkdirSync("wxfile://usr/folder"));
    const failure = { errMsg: "saveFileToDisk:fail file not exist", errno: 1300002 };
    await expect(save({ filePath })).rejects.toEqual(failure);
    expect(await saved()).toEqual([]);
  });

  it.each([
    [undefined, "Undefined"],
    [1, "Number"],
    [null, "Null"],
  ])("takes no %s for a path", async (filePath, type) => {
    const reason = `parameter error: parameter.filePath should be String instead of ${type};`;
    await expect(save({ filePath })).rejects.toMatchObject({ errMsg: `saveFileToDisk:fail ${reason}` });
  });

  it("returns nothing: it answers by callbacks only", async () => {
    const returned = await host.run(({ wx }) => typeof wx.saveFileToDisk({ filePath: "/images/a.png" }));
    expect(returned).toBe("undefined");
  });
}
