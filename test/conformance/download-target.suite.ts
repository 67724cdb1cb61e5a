import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createServerLog, type ServerLog } from "./server-log.ts";
import type { StoredHost, StoredSettings } from "./stored-device.ts";

const PATH = "wxfile://usr/a.bin";
const STORED_LIMIT = 100_000;

/** The contract of `wx.downloadFile` with a path of the app, on hosts whose files stay. */
export function downloadTargetSuite(
  create: (settings: StoredSettings) => Promise<StoredHost>,
  serverUrl: string,
): void {
  const server: ServerLog = createServerLog(serverUrl);
  let host: StoredHost;

  beforeEach(async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    host = await create({ storedBytes: STORED_LIMIT });
    await server.reset();
  });
  afterEach(async () => {
    await server.release();
    await host.close();
    vi.restoreAllMocks();
  });

  /** Downloads and resolves with what `success` or `fail` got. */
  const download = (path: string, filePath = PATH): Promise<Record<string, unknown>> =>
    host.run(
      ({ wx }, order) =>
        new Promise((settle) => {
          wx.downloadFile({
            ...order,
            success: ({ statusCode, errMsg, ...paths }) => {
              const { filePath, tempFilePath } = paths as { filePath?: string; tempFilePath?: string };
              settle({ statusCode, errMsg, filePath, tempFilePath });
            },
            fail: (failure) => settle({ ...failure }),
          });
        }),
      { url: serverUrl + path, filePath },
    );
  const read = (path = PATH): Promise<string> =>
    host.run(({ manager }, path) => String(manager.readFileSync(path, "utf8")), path);
  const write = (text: string): Promise<void> =>
    host.run(({ manager }, { path, text }) => manager.writeFileSync(path, text), { path: PATH, text });
  const list = (): Promise<string[]> => host.run(({ manager }) => manager.readdirSync("wxfile://usr"));
  const temporaries = (): Promise<number> =>
    host.run(({ fileSystem }) => fileSystem.readdirSync("wxfile://tmp").length);

  it("puts the file there and tells of that path alone; no temporary file is left", async () => {
    const result = await download("/made?text=content");
    expect(result).toEqual({ statusCode: 200, errMsg: "downloadFile:ok", filePath: PATH, tempFilePath: undefined });
    expect([await read(), await list(), await temporaries()]).toEqual(["content", ["a.bin"], 0]);
  });

  it("writes what the server said, whatever the status", async () => {
    expect(await download("/made?text=gone&status=404")).toMatchObject({ statusCode: 404, filePath: PATH });
    expect(await read()).toBe("gone");
  });

  it("replaces a file as a whole, and keeps the old one when the download fails", async () => {
    await write("old content");
    expect(await download("/made?size=1000&cut=500")).toHaveProperty("errno", 600001);
    expect(await read()).toBe("old content");
    expect([await read(), await temporaries()]).toEqual(["old content", 0]);
    await download("/made?text=new");
    expect(await read()).toBe("new");
  });

  it.each(["/a.bin", "wxfile://tmp/a.bin", "wxfile://store/a.bin", "wxfile://usr/../a.bin", "", "https://a.example/a"])(
    "may not write to %j, and asks for nothing",
    async (filePath) => {
      expect(await download("/made?text=x", filePath)).toEqual({
        errMsg: `downloadFile:fail permission denied, open "${filePath}"`,
        errno: 603303,
      });
      expect(await server.requests()).toEqual([]);
    },
  );

  it("asks for nothing when the directory is not there, or is what the path leads to", async () => {
    await host.run(({ manager }) => manager.mkdirSync("wxfile://usr/dir"));
    expect(await download("/made?text=x", "wxfile://usr/none/a")).toMatchObject({ errno: 1300002 });
    expect(await download("/made?text=x", "wxfile://usr/dir")).toMatchObject({ errno: 1301003 });
    expect(await server.requests()).toEqual([]);
  });

  it("takes no more than there is room for what the app stores, and keeps the old file", async () => {
    await write("old");
    expect(await download(`/made?size=${STORED_LIMIT + 1}`)).toEqual({
      errMsg: "downloadFile:fail the maximum size of the file storage limit is exceeded",
      errno: 1300202,
    });
    expect([await read(), await temporaries()]).toEqual(["old", 0]);
  });

  it("can be uploaded from there", async () => {
    await download("/made?text=content");
    const sent = await host.run(
      ({ wx }, { url, filePath }) =>
        new Promise<string>((resolve, reject) => {
          const fail = ({ errMsg }: { errMsg: string }): void => reject(new Error(errMsg));
          wx.uploadFile({ url, filePath, name: "file", success: ({ data }) => resolve(data), fail });
        }),
      { url: `${serverUrl}/upload`, filePath: PATH },
    );
    expect(JSON.parse(sent)).toMatchObject({ files: [{ filename: "a.bin", size: 7 }] });
  });
}
