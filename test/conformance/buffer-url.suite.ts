import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sampleBytes, samplePng, sha256 } from "./sample-bytes.ts";
import type { CreateStoredHost, StoredHost } from "./stored-device.ts";

const LIMIT = 4_000_000;

/** The contract of `wx.createBufferURL` and `wx.revokeBufferURL`. */
export function bufferUrlSuite(create: CreateStoredHost): void {
  let host: StoredHost;
  beforeEach(async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    host = await create({ temporaryBytes: LIMIT });
  });
  afterEach(async () => {
    await host.close();
    vi.restoreAllMocks();
  });

  const createUrl = (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
    host.run(({ wx }, given) => wx.createBufferURL(given.buffer), bytes);
  const revoke = (url: string): Promise<void> => host.run(({ wx }, given) => wx.revokeBufferURL(given), url);
  const read = (path: string): Promise<Uint8Array<ArrayBuffer>> =>
    host.run(({ manager }, given) => new Uint8Array(manager.readFileSync(given) as ArrayBuffer), path);
  const temporaryFiles = (): Promise<string[]> => host.run(({ fileSystem }) => fileSystem.readdirSync("wxfile://tmp"));

  it.each([0, 1, 3_000_000])("leads to its %i bytes wherever a local path does", async (length) => {
    const bytes = sampleBytes(length);
    const url = await createUrl(bytes);
    const digest = await sha256(bytes);
    expect(await sha256(await read(url))).toBe(digest);
    const told = await host.run(async ({ wx, manager, call, files }, filePath) => {
      manager.copyFileSync(filePath, "wxfile://usr/copy");
      const info = await call("getFileInfo", { filePath, digestAlgorithm: "sha256" });
      return {
        info,
        sizeBytes: (await files.stat(filePath)).sizeBytes,
        saved: await wx.saveFile({ tempFilePath: filePath }),
      };
    }, url);
    expect(told).toMatchObject({ info: { size: length, digest }, sizeBytes: length });
    for (const path of ["wxfile://usr/copy", told.saved.savedFilePath])
      expect(await sha256(await read(path))).toBe(digest);
  });

  it("is a picture for those who look for one", async () => {
    const info = await host.run(({ wx }, src) => wx.getImageInfo({ src }), await createUrl(samplePng(30, 20)));
    expect(info).toMatchObject({ width: 30, height: 20, type: "png" });
  });

  it("is made in place, and is another one for each call", async () => {
    const [urls, texts] = await host.run(({ wx, manager }) => {
      const { buffer } = new TextEncoder().encode("text");
      const made = [wx.createBufferURL(buffer), wx.createBufferURL(buffer)];
      return [made, made.map((url) => manager.readFileSync(url, "utf8"))] as const;
    });
    expect(new Set(urls).size).toBe(2);
    expect(texts).toEqual(["text", "text"]);
  });

  it("has the bytes that were there when it was made, whatever the app changes later", async () => {
    const contents = await host.run(({ wx, manager }) => {
      const bytes = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
      const urls = [
        wx.createBufferURL(bytes),
        wx.createBufferURL(bytes.buffer),
        wx.createBufferURL(bytes.subarray(2, 5)),
        wx.createBufferURL(new DataView(bytes.buffer, 6)),
        wx.createBufferURL(new Uint16Array(bytes.buffer, 2, 1)),
      ];
      bytes.fill(0);
      return urls.map((url) => [...new Uint8Array(manager.readFileSync(url) as ArrayBuffer)]);
    });
    const all = [1, 2, 3, 4, 5, 6, 7, 8];
    expect(contents).toEqual([all, all, [3, 4, 5], [7, 8], [3, 4]]);
  });

  it("leads nowhere once it is revoked, and its bytes are gone", async () => {
    const [url, other] = [await createUrl(sampleBytes(10)), await createUrl(sampleBytes(20))];
    await revoke(url);
    await expect(read(url)).rejects.toMatchObject({ errno: 1300002 });
    expect(await read(other)).toEqual(sampleBytes(20));
    expect(await temporaryFiles()).toEqual([other.slice("wxfile://tmp/".length)]);
  });

  it("changes nothing when what is revoked is no URL of a buffer, or none any more", async () => {
    const url = await createUrl(sampleBytes(10));
    await revoke(url);
    const kept = await host.run(({ createTemporary }) => createTemporary("kept"));
    await host.run(({ manager }) => manager.writeFileSync("wxfile://usr/kept", "kept"));
    for (const path of [
      url,
      kept,
      "wxfile://usr/kept",
      "/images/a.png",
      "wxfile://tmp",
      "blob:null/1",
      "https://a.example/",
      "",
    ]) {
      expect(await revoke(path)).toBeUndefined();
    }
    const texts = await Promise.all([kept, "wxfile://usr/kept", "/images/a.png"].map(read));
    expect(texts.map((bytes) => new TextDecoder().decode(bytes))).toEqual(["kept", "kept", "picture"]);
  });

  it("leaves a file that was saved in its place", async () => {
    const url = await createUrl(sampleBytes(10));
    const saved = await host.run(({ wx }, tempFilePath) => wx.saveFile({ tempFilePath }), url);
    expect(await revoke(url)).toBeUndefined();
    expect(await read(saved.savedFilePath)).toEqual(sampleBytes(10));
  });

  it("counts among the temporary files, whose limit it does not pass", async () => {
    const url = await createUrl(sampleBytes(LIMIT - 100));
    await expect(createUrl(sampleBytes(101))).rejects.toMatchObject({
      message: "createBufferURL:fail the maximum size of the file storage limit is exceeded",
      errno: 1300202,
    });
    await createUrl(sampleBytes(100));
    await revoke(url);
    await createUrl(sampleBytes(LIMIT - 100));
    expect(await temporaryFiles()).toHaveLength(2);
  });

  describe("a parameter of another type", () => {
    it.each([
      [undefined, "Undefined"],
      [null, "Null"],
      ["text", "String"],
      [1, "Number"],
      [[1], "Array"],
      [{}, "Object"],
    ])("makes no URL: %j", async (value, type) => {
      const creating = host.run(({ wx }, given) => Reflect.apply(wx.createBufferURL, undefined, [given]), value);
      const reason = `parameter error: parameter.buffer should be ArrayBuffer instead of ${type};`;
      await expect(creating).rejects.toMatchObject({ message: `createBufferURL:fail ${reason}` });
      expect(await temporaryFiles()).toEqual([]);
    });

    it.each([
      [undefined, "Undefined"],
      [1, "Number"],
      [{}, "Object"],
    ])("revokes no URL: %j", async (value, type) => {
      const revoking = host.run(({ wx }, given) => Reflect.apply(wx.revokeBufferURL, undefined, [given]), value);
      const reason = `parameter error: parameter.url should be String instead of ${type};`;
      await expect(revoking).rejects.toMatchObject({ message: `revokeBufferURL:fail ${reason}` });
    });
  });
}
