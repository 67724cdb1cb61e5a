import { describe, expect, inject, it, onTestFinished } from "vitest";
import { createBrowserStoredHost, type BrowserStoredHost, type StoredPlace } from "./browser-stored-host.ts";
import { hasNoQuota, limitQuota } from "./limit-quota.ts";
import { createServerLog } from "./server-log.ts";
import { sampleBytes, sha256 } from "./sample-bytes.ts";
import type { StoredSettings } from "./stored-device.ts";

const OPFS: StoredPlace = "the origin private file system";
/** More than is kept in memory. */
const SIZE = 3_000_000;
const GIBIBYTE = 1024 ** 3;
const SAMPLE_DIGEST = await sha256(sampleBytes(SIZE));
const serverUrl = inject("serverUrl");

async function open(place: StoredPlace, settings?: StoredSettings): Promise<BrowserStoredHost> {
  const host = await createBrowserStoredHost(place, settings);
  onTestFinished(() => host.close());
  return host;
}

/** The names of files that have content of their own. */
async function sealedNames(host: BrowserStoredHost): Promise<string[]> {
  let folder = await navigator.storage.getDirectory();
  for (const name of ["minihost_", `${host.appId}_`, "sealed"]) folder = await folder.getDirectoryHandle(name);
  const found: string[] = [];
  for await (const name of folder.keys()) found.push(name);
  return found;
}

/** Downloads what `query` describes, and resolves with what `success` or `fail` got. */
const download = (host: BrowserStoredHost, query: string): Promise<{ tempFilePath: string; errMsg: string }> =>
  host.run(
    ({ wx }, url) =>
      new Promise((settle) =>
        wx.downloadFile({
          url,
          success: ({ tempFilePath, errMsg }) => settle({ tempFilePath, errMsg }),
          fail: ({ errMsg }) => settle({ tempFilePath: "", errMsg }),
        }),
      ),
    `${serverUrl}/made?${query}`,
  );

/** The SHA-256 of a local file. */
const digestOf = async (host: BrowserStoredHost, path: string): Promise<string> =>
  sha256(new Uint8Array(await host.run(({ files }, path) => files.read(path), path)));

describe("a large download", () => {
  it("is a file on disk, which saving gives its path without reading it", async () => {
    const host = await open(OPFS);
    const { tempFilePath } = await download(host, `size=${SIZE}`);
    const [name, ...others] = await sealedNames(host);
    expect(others).toEqual([]);
    const saved = await host.run(async ({ wx, files }, tempFilePath) => {
      const { blob } = files as typeof files & { blob(path: string): Promise<Blob> };
      const before = await blob(tempFilePath);
      const { savedFilePath } = await wx.saveFile({ tempFilePath });
      const isReadable = (await before.slice(-1).arrayBuffer()).byteLength === 1;
      return { path: savedFilePath, isFile: before instanceof File, isReadable };
    }, tempFilePath);
    expect(saved).toMatchObject({ isFile: true, isReadable: true });
    await host.crash();
    expect(await sealedNames(host)).toEqual([name]);
    expect(await digestOf(host, saved.path)).toBe(SAMPLE_DIGEST);
  });

  it("is saved at once by saveFileSync, and shared by a copy", async () => {
    const host = await open(OPFS);
    const { tempFilePath } = await download(host, `size=${SIZE}`);
    await host.run(({ manager }, path) => {
      manager.copyFileSync(path, "wxfile://usr/copy");
      manager.saveFileSync(path, "wxfile://usr/saved");
      manager.unlinkSync("wxfile://usr/copy");
    }, tempFilePath);
    expect(await sealedNames(host)).toHaveLength(1);
    expect(await digestOf(host, "wxfile://usr/saved")).toBe(SAMPLE_DIGEST);
    await expect(digestOf(host, tempFilePath)).rejects.toMatchObject({ code: "not-found" });
    await host.run(({ manager }) => manager.unlinkSync("wxfile://usr/saved"));
    await expect.poll(() => sealedNames(host)).toEqual([]);
  });

  it("saved twice in the same turn is saved once", async () => {
    const host = await open(OPFS);
    const { tempFilePath } = await download(host, `size=${SIZE}`);
    const outcomes = await host.run(
      ({ wx }, tempFilePath) =>
        Promise.all(
          [1, 2].map(() =>
            wx.saveFile({ tempFilePath }).then(
              () => "saved",
              ({ errMsg }) => String(errMsg),
            ),
          ),
        ),
      tempFilePath,
    );
    expect(outcomes).toEqual(["saved", "saveFile:fail tempFilePath file not exist"]);
  });

  it.each([
    ["breaks off", `size=${SIZE}&cut=2000000`],
    ["turns out to be larger than the room for temporary files", `size=${2 * SIZE}&length=none`],
  ])("that %s leaves no file", async (_what, query) => {
    const host = await open(OPFS, { temporaryBytes: SIZE });
    expect((await download(host, query)).errMsg).toMatch(/^downloadFile:fail /);
    expect(await sealedNames(host)).toEqual([]);
  });

  it("that is aborted leaves no file", async () => {
    const host = await open(OPFS);
    const errMsg = await host.run(
      ({ wx }, url) =>
        new Promise((settle) => {
          const task = wx.downloadFile({ url, fail: ({ errMsg }) => settle(errMsg) });
          task.onProgressUpdate(({ totalBytesWritten }) => {
            if (totalBytesWritten >= 2_000_000) task.abort();
          });
        }),
      `${serverUrl}/made?size=${SIZE}&stall=2000000`,
    );
    expect(errMsg).toBe("downloadFile:fail abort");
    await expect.poll(() => sealedNames(host)).toEqual([]);
  });

  it("goes with the device, if nobody saved it", async () => {
    const host = await open(OPFS);
    await download(host, `size=${SIZE}`);
    expect(await sealedNames(host)).toHaveLength(1);
    await host.crash();
    expect(await sealedNames(host)).toEqual([]);
  });

  it.skipIf(hasNoQuota)("that the disk has no room for says so, and leaves no file", async () => {
    const host = await open(OPFS);
    await limitQuota(2_000_000);
    expect((await download(host, "stream=20000000")).errMsg).toBe("downloadFile:fail download save file error");
    expect(await sealedNames(host)).toEqual([]);
  });

  it("may have a gibibyte, far more than Chromium takes for handles, and is saved and uploaded whole", async () => {
    const host = await open(OPFS, { downloadBytes: GIBIBYTE, storedBytes: GIBIBYTE });
    const server = createServerLog(serverUrl);
    await server.reset();
    const { tempFilePath } = await download(host, `stream=${GIBIBYTE}`);
    const found = await host.run(
      async ({ wx, files }, { tempFilePath, url }) => {
        const { savedFilePath } = await wx.saveFile({ tempFilePath });
        const { sizeBytes } = await files.stat(savedFilePath);
        let zeros = 0;
        for (let position = 0; position < sizeBytes; position += 1 << 22) {
          const words = new Uint32Array(await files.read(savedFilePath, position, 1 << 22));
          if (words.every((word) => word === 0)) zeros += words.byteLength;
        }
        const answer = await new Promise((resolve) =>
          wx.uploadFile({
            url,
            filePath: savedFilePath,
            name: "file",
            success: ({ data }) => resolve(data),
            fail: ({ errMsg }) => resolve(errMsg),
          }),
        );
        return { sizeBytes, zeros, answer };
      },
      { tempFilePath, url: `${serverUrl}/made?text=taken` },
    );
    expect(found).toEqual({ sizeBytes: GIBIBYTE, zeros: GIBIBYTE, answer: "taken" });
    const [, upload] = await server.requests({ complete: 2 });
    expect(upload?.bytes).toBeGreaterThan(GIBIBYTE);
  });

  it("is as good where there is a database only", async () => {
    const host = await open("a database");
    const { tempFilePath } = await download(host, `size=${SIZE}`);
    const path = await host.run(
      async ({ wx }, tempFilePath) => (await wx.saveFile({ tempFilePath })).savedFilePath,
      tempFilePath,
    );
    await host.reopen();
    expect(await digestOf(host, path)).toBe(SAMPLE_DIGEST);
  });
});

describe.each(["the origin private file system", "a database"] as const)("in %s", (place) => {
  it.each([
    ["large", 2_000_000],
    ["small", 10],
  ])("a %s file whose content the browser lost is a file that does not exist", async (_size, size) => {
    const host = await open(place);
    const messages = await host.run(async ({ wx, call, files }, size) => {
      const root = await navigator.storage.getDirectory();
      const handle = await root.getFileHandle("lost", { create: true });
      const file = await handle.createWritable();
      await file.write(new Uint8Array(size));
      await file.close();
      const { adopt } = files as typeof files & { adopt(blob: Blob): string };
      const tempFilePath = adopt(await handle.getFile());
      await root.removeEntry("lost");
      const failure = async (work: Promise<unknown>): Promise<string> =>
        work.then(
          () => "done",
          ({ errMsg }) => String(errMsg),
        );
      return [
        await failure(call("copyFile", { srcPath: tempFilePath, destPath: "wxfile://usr/copy" })),
        await failure(wx.saveFile({ tempFilePath })),
      ].map((message) => message.replace(tempFilePath, "TEMPORARY"));
    }, size);
    expect(messages).toEqual([
      "copyFile:fail no such file or directory, copyFile TEMPORARY -> wxfile://usr/copy",
      "saveFile:fail tempFilePath file not exist",
    ]);
    expect(await host.run(({ fileSystem }) => fileSystem.readdirSync("wxfile://usr"))).toEqual([]);
  });
});
