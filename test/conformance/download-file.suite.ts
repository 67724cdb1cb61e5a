import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type {
  DownloadEvents,
  DownloadFileOptions,
  DownloadFileResult,
  Success,
  Task,
  Wx,
} from "../../src/core/api/index.ts";
import type { FilesPort } from "../../src/core/ports/index.ts";
import { recordCallbacks } from "../../src/testing/index.ts";
import { sampleBytes, samplePng } from "./sample-bytes.ts";
import { createServerLog, type ServerLog } from "./server-log.ts";

/** A device with files that downloads from the test server. */
export interface DownloadHost {
  /** Takes files of at most {@link DOWNLOAD_LIMIT} bytes. */
  readonly wx: Pick<Wx, "canIUse" | "downloadFile" | "getImageInfo" | "uploadFile">;
  readonly files: Pick<FilesPort, "read" | "stat">;
  /** Address of the test server by IP, without a slash at its end. */
  readonly serverUrl: string;
  /** Takes away the folder of temporary files, where there is one. */
  loseFolder?(): Promise<void>;
  close(): Promise<void>;
}

const MEBIBYTE = 1024 * 1024;
/** The `limits.downloadBytes` that hosts of this suite have. */
export const DOWNLOAD_LIMIT: number = 10 * MEBIBYTE;
const NETWORK = { errMsg: expect.stringMatching(/^downloadFile:fail net::ERR_[A-Z_]+$/), errno: 600001 };
const TOO_LARGE = { errMsg: "downloadFile:fail exceed max file size", errno: 603301 };
const ABORTED = { errMsg: "downloadFile:fail abort" };

/** Why a host can't do something. */
export interface DownloadTraits {
  readonly missesHalfEncoding?: string;
  /** Why nothing that arrives can fail to be saved. */
  readonly keepsHandles?: string;
  /** Why ten calls at once do not all reach the server at once. */
  readonly sharesConnections?: string;
}

/** The contract of `wx.downloadFile`, over real sockets. */
export function downloadFileSuite(create: () => Promise<DownloadHost>, traits: DownloadTraits = {}): void {
  let host: DownloadHost;
  let server: ServerLog;

  beforeEach(async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    host = await create();
    server = createServerLog(host.serverUrl);
    await server.reset();
  });
  afterEach(async () => {
    await server.release();
    await host.close();
    vi.restoreAllMocks();
  });

  const optionsFor = (path: string): DownloadFileOptions => ({ url: host.serverUrl + path });

  /** Downloads and resolves with the result, which must be a success. */
  function download(
    path: string,
    onTask?: (task: Task<DownloadEvents>) => void,
    options?: Partial<DownloadFileOptions>,
  ): Promise<Success<DownloadFileResult>> {
    return new Promise((resolve, reject) => {
      const task = host.wx.downloadFile({
        ...optionsFor(path),
        ...options,
        success: resolve,
        fail: ({ errMsg }) => reject(new Error(errMsg)),
      });
      onTask?.(task);
    });
  }

  /** Downloads and resolves with the failure, which must come once, and with every progress before it. */
  async function fail(path: string, options?: object): Promise<{ failure: object; heard: unknown[] }> {
    const callbacks = recordCallbacks();
    const heard: unknown[] = [];
    host.wx
      .downloadFile({ ...optionsFor(path), ...options, ...callbacks })
      .onProgressUpdate((update) => heard.push(update));
    const failure = await callbacks.completed;
    expect(callbacks.calls.map(([name]) => name)).toEqual(["fail", "complete"]);
    return { failure, heard };
  }

  const read = async ({ tempFilePath }: DownloadFileResult): Promise<Uint8Array> =>
    new Uint8Array(await host.files.read(tempFilePath));
  const readText = async (result: DownloadFileResult): Promise<string> => new TextDecoder().decode(await read(result));

  describe("the file", () => {
    it.each([0, 1, 65_537, 9 * MEBIBYTE])("has the %i bytes of the response", async (size) => {
      const result = await download(`/made?size=${size}`);
      expect(await host.files.stat(result.tempFilePath)).toEqual({ sizeBytes: size });
      const bytes = await read(result);
      const expected = sampleBytes(size);
      expect(bytes.every((byte, index) => byte === expected[index])).toBe(true);
    });

    it("is one of its own each time, and other APIs take it", async () => {
      const [one, other] = await Promise.all([download("/1.jpg"), download("/1.jpg")]);
      expect(one.tempFilePath).not.toBe(other.tempFilePath);
      const { width, type } = await host.wx.getImageInfo({ src: one.tempFilePath });
      expect(width).toBeGreaterThan(0);
      expect(type).toBe("jpeg");
      const { sizeBytes } = await host.files.stat(one.tempFilePath);
      const sent = await new Promise<string>((resolve, reject) => {
        host.wx.uploadFile({
          url: `${host.serverUrl}/upload`,
          filePath: one.tempFilePath,
          name: "file",
          success: ({ data }) => resolve(data),
          fail: ({ errMsg }) => reject(new Error(errMsg)),
        });
      });
      expect(JSON.parse(sent)).toMatchObject({ files: [{ size: sizeBytes, contentType: "image/jpeg" }] });
    });

    it.each([
      ["image/jpeg", "", "", "jpg"],
      ["IMAGE/PNG; x=1", "", "a.jpg", "png"],
      ["application/pdf", "attachment; filename=a.txt", "", "pdf"],
      ["application/octet-stream", 'attachment; filename="report.final.XLSX"', "a.jpg", "xlsx"],
      ["application/octet-stream", "attachment; filename*=UTF-8''%E7%8C%AB.docx", "", "docx"],
      ["", "attachment", "a.webp", "webp"],
      ["application/x-strange", "", "", "unknown"],
    ])("of type %j, %j has the right extension", async (type, disposition, name, extension) => {
      const query = new URLSearchParams({ text: "x" });
      if (type !== "") query.append("header", `content-type:${type}`);
      if (disposition !== "") query.append("header", `content-disposition:${disposition}`);
      const { tempFilePath } = await download(`/made${name === "" ? "" : `/${name}`}?${query}`);
      expect(tempFilePath).toMatch(new RegExp(`^wxfile://tmp/[^/.]+\\.${extension}$`));
    });

    it.each(["gzip", "br", "deflate"])("is what was compressed with %s", async (encoding) => {
      const result = await download(`/made?size=300000&encoding=${encoding}`);
      expect(await read(result)).toEqual(sampleBytes(300_000));
    });
  });

  describe("the result", () => {
    it("tells of status, headers and cookies, and of no filePath", async () => {
      const { tempFilePath, ...result } = await download("/made?text=x&header=x-kept:1&header=content-type:text/plain");
      expect(tempFilePath).toMatch(/\.txt$/);
      expect(result).toMatchObject({ statusCode: 200, errMsg: "downloadFile:ok" });
      expect(result.header?.["x-kept"]).toBe("1");
      expect(result.header?.["Content-Type"]).toBe("text/plain");
      expect(Array.isArray(result.cookies)).toBe(true);
      expect(result).not.toHaveProperty("filePath");
    });

    it.each([404, 500])("is a success with status %i and what the server said", async (status) => {
      const result = await download(`/made?text=gone&status=${status}`);
      expect(result.statusCode).toBe(status);
      expect(await readText(result)).toBe("gone");
    });

    it("is that behind a redirect", async () => {
      const result = await download("/made?status=302&header=location:/made%3Ftext%3Dthere");
      expect(result.statusCode).toBe(200);
      expect(await readText(result)).toBe("there");
    });

    it("is asked for with the app's headers, but not its Referer", async () => {
      await download("/made", undefined, { header: { "X-A": 1, Referer: "https://app.example/" } });
      const [request] = await server.requests({ complete: 1 });
      expect(request).toMatchObject({ method: "GET", headers: { "x-a": "1" }, bytes: 0 });
      expect(String(request?.headers["referer"])).not.toContain("app.example");
    });
  });

  describe("events", () => {
    it("tell of headers, then of progress that rises to 100, then of success", async () => {
      const size = 3 * MEBIBYTE;
      const order: string[] = [];
      const updates: DownloadEvents["progressUpdate"][] = [];
      const { header } = await download(`/made?size=${size}&rate=${40 * MEBIBYTE}`, (task) => {
        task.onHeadersReceived((event) => order.push(`headers ${event.header["Content-Length"]}`));
        task.onProgressUpdate((update) => {
          order.push("progress");
          updates.push(update);
        });
      });
      order.push("success");
      expect(header?.["content-length"]).toBe(String(size));
      expect(order.join(" ")).toMatch(new RegExp(`^headers ${size}( progress)+ success$`));
      let last = 0;
      for (const { progress, totalBytesWritten, totalBytesExpectedToWrite } of updates) {
        expect(totalBytesWritten).toBeGreaterThan(last);
        last = totalBytesWritten;
        expect(totalBytesExpectedToWrite).toBe(size);
        expect(progress).toBe(Math.floor((totalBytesWritten / size) * 100));
      }
      expect(last).toBe(size);
    });

    it.each(["length=none", "encoding=gzip"])(
      "tell of progress 0, then 100, without a known length: %s",
      async (how) => {
        const updates: DownloadEvents["progressUpdate"][] = [];
        await download(`/made?size=300000&${how}`, (task) => task.onProgressUpdate((update) => updates.push(update)));
        const end = updates.pop();
        expect(end).toEqual({ progress: 100, totalBytesWritten: 300_000, totalBytesExpectedToWrite: 0 });
        expect(updates.length).toBeGreaterThan(0);
        for (const { progress, totalBytesExpectedToWrite } of updates) {
          expect({ progress, totalBytesExpectedToWrite }).toEqual({ progress: 0, totalBytesExpectedToWrite: 0 });
        }
      },
    );

    it("reach 100 for an empty file", async () => {
      const updates: object[] = [];
      await download("/made", (task) => task.onProgressUpdate((update) => updates.push(update)));
      expect(updates).toEqual([{ progress: 100, totalBytesWritten: 0, totalBytesExpectedToWrite: 0 }]);
    });

    it("leave out a listener that was taken off, or all of them", async () => {
      const heard = new Set<string>();
      const first = (): void => void heard.add("first");
      await download("/1.jpg", (task) => {
        task.onProgressUpdate(first);
        task.onProgressUpdate(() => heard.add("second"));
        task.offProgressUpdate(first);
        task.onHeadersReceived(() => heard.add("third"));
        task.offHeadersReceived();
      });
      expect([...heard]).toEqual(["second"]);
    });
  });

  describe("the size limit", () => {
    it("lets through a file of just that size", async () => {
      const result = await download(`/made?size=${DOWNLOAD_LIMIT}&length=none`);
      expect(await host.files.stat(result.tempFilePath)).toEqual({ sizeBytes: DOWNLOAD_LIMIT });
    });

    it("stops a transfer that announces more", async () => {
      const { failure, heard } = await fail(`/made?size=${DOWNLOAD_LIMIT + 1}&stall=1000`);
      expect(failure).toEqual(TOO_LARGE);
      expect(heard).toEqual([]);
      await server.requests({ broken: 1 });
    });

    it("stops a transfer that turns out to be larger", async () => {
      const { failure } = await fail(`/made?size=${DOWNLOAD_LIMIT + MEBIBYTE}&length=none&stall=${DOWNLOAD_LIMIT + 1}`);
      expect(failure).toEqual(TOO_LARGE);
      await server.requests({ broken: 1 });
    });

    it("counts what a compressed response unfolds to", async () => {
      const { failure } = await fail(`/made?zeros=${DOWNLOAD_LIMIT + 1}&encoding=gzip`);
      expect(failure).toEqual(TOO_LARGE);
    });
  });

  describe("abort", () => {
    it("sends nothing when it comes right after the call", async () => {
      const callbacks = recordCallbacks();
      host.wx.downloadFile({ ...optionsFor("/made?aborted"), ...callbacks }).abort();
      expect(await callbacks.completed).toEqual(ABORTED);
      await download("/made?after");
      expect((await server.requests({ complete: 1 })).map(({ url }) => url)).toEqual(["/made?after"]);
      expect(callbacks.calls.map(([name]) => name)).toEqual(["fail", "complete"]);
    });

    it("gives up waiting for the answer", async () => {
      const callbacks = recordCallbacks();
      const task = host.wx.downloadFile({ ...optionsFor("/1.jpg?hold=1"), ...callbacks });
      await server.requests({ open: 1 });
      task.abort();
      expect(await callbacks.completed).toEqual(ABORTED);
      await server.requests({ broken: 1 });
    });

    it.each([
      ["at the headers", "onHeadersReceived"],
      ["in the middle", "onProgressUpdate"],
    ] as const)("stops what is arriving, and nothing is heard of it any more: %s", async (_when, event) => {
      const callbacks = recordCallbacks();
      const heard: string[] = [];
      const task = host.wx.downloadFile({ ...optionsFor("/made?size=500000&stall=400000"), ...callbacks });
      task.onHeadersReceived(() => heard.push("headers"));
      task.onProgressUpdate(() => heard.push("progress"));
      let heardBefore = 0;
      task[event](() => {
        heardBefore = heard.length;
        task.abort();
        task.abort();
      });
      expect(await callbacks.completed).toEqual(ABORTED);
      await server.requests({ broken: 1 });
      expect(heard).toHaveLength(heardBefore);
      expect(callbacks.calls.map(([name]) => name)).toEqual(["fail", "complete"]);
    });

    it("does nothing after the end", async () => {
      const callbacks = recordCallbacks();
      const task = host.wx.downloadFile({ ...optionsFor("/made?text=x"), ...callbacks });
      const { tempFilePath } = (await callbacks.completed) as DownloadFileResult;
      task.abort();
      await download("/made");
      expect(callbacks.calls.map(([name]) => name)).toEqual(["success", "complete"]);
      expect(await host.files.stat(tempFilePath)).toEqual({ sizeBytes: 1 });
    });
  });

  describe("failures", () => {
    it.each([
      ["nobody listens", "http://127.0.0.1:9/"],
      ["the name does not exist", "http://name.invalid/"],
    ])("tell that %s", async (_what, url) => {
      expect((await fail("", { url })).failure).toEqual(NETWORK);
    });

    it.each([
      ["that is reset before it answers", "/made?size=1000&drop=0"],
      ["that is reset in the middle", "/made?size=1000000&drop=500000"],
      ["that is reset in a chunked body", "/made?size=1000000&length=none&drop=500000"],
      ["that ends in a chunked body", "/made?size=1000000&length=none&cut=500000"],
      ["that ends before the promised length", "/made?size=1000000&cut=500000"],
      ["whose length is too large", "/made?size=1000&length=2000&header=connection:close"],
      ["that is no gzip body", "/made?text=plain&header=content-encoding:gzip"],
    ])("tell of a response %s", async (_what, path) => {
      expect((await fail(path)).failure).toEqual(NETWORK);
    });

    it.skipIf(traits.missesHalfEncoding).each(["gzip", "deflate", "br"])(
      "tell of a response with half a body in %s",
      async (encoding) => {
        const { failure } = await fail(`/made?size=100000&encoding=${encoding}&damaged=1`);
        expect(failure).toEqual({ errMsg: "downloadFile:fail net::ERR_CONTENT_DECODING_FAILED", errno: 600001 });
      },
    );

    it.each([
      ["that never answers", "/1.jpg?hold=1"],
      ["that stalls", "/made?size=2000&stall=1000"],
    ])("end a call to a server %s", async (_what, path) => {
      expect((await fail(path, { timeout: 200 })).failure).toEqual({ errMsg: "downloadFile:fail timeout", errno: 5 });
      await download("/made");
      // A slow machine may reach the limit before the server saw anything; if it did, the connection is broken.
      const seen = await server.requests({ complete: 1 });
      await server.requests({ broken: seen.length - 1 });
    });

    it.each([
      [{ url: undefined }, "parameter error: parameter.url should be String instead of Undefined;", 1001],
      [{ timeout: "1" }, "parameter error: parameter.timeout should be Number instead of String;", 1001],
      [{ url: "/relative" }, 'invalid url "/relative"', 600009],
      [{ header: { "X-A": "a\r\nX-B: b" } }, 'invalid header "X-A"', 600005],
    ])("send nothing with %j", async (options, reason, errno) => {
      expect((await fail("/made", options)).failure).toEqual({ errMsg: `downloadFile:fail ${reason}`, errno });
      expect(await server.requests()).toEqual([]);
    });
  });

  it.skipIf(traits.keepsHandles)("fails when the file can't be saved", async () => {
    await host.loseFolder?.();
    expect((await fail("/made?text=x")).failure).toEqual({
      errMsg: "downloadFile:fail download save file error",
      errno: 603300,
    });
  });

  it("can be used", () => {
    const schemas = ["downloadFile", "downloadFile.object.filePath", "DownloadTask.onProgressUpdate"];
    expect(schemas.map((schema) => host.wx.canIUse(schema))).toEqual([true, true, true]);
  });

  it.skipIf(traits.sharesConnections)("runs ten at once, and the eleventh when one of them ends", async () => {
    // Browsers open six connections to one name, so two names are needed for ten.
    const names = [host.serverUrl, host.serverUrl.replace("127.0.0.1", "localhost")];
    const calls = Array.from({ length: 11 }, () => recordCallbacks());
    const tasks = calls.map((callbacks, index) =>
      host.wx.downloadFile({ url: `${names[index % 2]}/1.jpg?hold=1&call=${index}`, ...callbacks }),
    );
    await server.requests({ open: 10 });
    tasks[0]?.abort();
    expect(await calls[0]?.completed).toEqual(ABORTED);
    expect((await server.requests({ count: 11 })).at(-1)?.url).toContain("call=10");
    await server.release();
    for (const { completed } of calls.slice(1)) expect(await completed).toMatchObject({ statusCode: 200 });
  });

  it("fetches the picture that wx.getImageInfo is asked for", async () => {
    const base64 = encodeURIComponent(btoa(String.fromCharCode(...samplePng(5, 4))));
    const src = `${host.serverUrl}/made?base64=${base64}&header=content-type:text/plain`;
    const info = await host.wx.getImageInfo({ src });
    expect(info).toMatchObject({ width: 5, height: 4, type: "png" });
    expect(info.path).toMatch(/^wxfile:\/\/tmp\/.+\.png$/);
    expect(await host.files.stat(info.path)).toEqual({ sizeBytes: 33 });
  });
}
