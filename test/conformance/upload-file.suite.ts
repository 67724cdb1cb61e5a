import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Success, Task, UploadEvents, UploadFileOptions, UploadFileResult, Wx } from "../../src/core/api/index.ts";
import { recordCallbacks } from "../../src/testing/index.ts";
import { multipartText } from "./multipart-text.ts";
import { sampleBytes, sha256 } from "./sample-bytes.ts";
import { createServerLog, type ServerLog } from "./server-log.ts";

/** A device with files that uploads to the test server. */
export interface UploadHost {
  readonly wx: Pick<Wx, "uploadFile">;
  /** Address of the test server by IP, without a slash at its end. */
  readonly serverUrl: string;
  /** Makes a local file and resolves with its path, whose last component is `name` where the host lets files have that name. */
  addFile(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<string>;
  close(): Promise<void>;
}

/** What `POST /upload` of the test server answers. */
interface UploadAnswer {
  parts: string[];
  fields: Record<string, string>;
  files: { field: string; filename: string; contentType: string; size: number; sha256: string }[];
}

const MEBIBYTE = 1024 * 1024;
/** Far more than sockets and pipes hold, so that it is on its way for a while when the server reads slowly. */
const SLOW = { sizeBytes: 64 * MEBIBYTE, query: `?rate=${8 * MEBIBYTE}` };
const AWKWARD = 'a"b\\c\r\nd\re\nf; name="g"\r\n\r\n猫 %22';

/** Why a host can't do something. */
export interface UploadTraits {
  /** Why ten calls at once do not all reach the server at once. */
  readonly sharesConnections?: string;
}

/** The contract of `wx.uploadFile`, over real sockets. */
export function uploadFileSuite(create: () => Promise<UploadHost>, traits: UploadTraits = {}): void {
  let host: UploadHost;
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

  const addFile = (name = "a.txt", bytes = sampleBytes(100)): Promise<string> => host.addFile(name, bytes);

  /** Uploads and resolves with the result, which must be a success. */
  function upload(
    options: UploadFileOptions,
    onTask?: (task: Task<UploadEvents>) => void,
  ): Promise<Success<UploadFileResult>> {
    return new Promise((resolve, reject) => {
      const task = host.wx.uploadFile({
        ...options,
        success: resolve,
        fail: ({ errMsg }) => reject(new Error(errMsg)),
      });
      onTask?.(task);
    });
  }

  const optionsFor = (filePath: string, query = ""): UploadFileOptions => ({
    url: `${host.serverUrl}/upload${query}`,
    filePath,
    name: "file",
  });

  describe("the body", () => {
    it.each([
      ["no byte", 0, "empty.bin", "application/octet-stream"],
      ["one byte", 1, "one.png", "image/png"],
      ["10 MB", 10 * MEBIBYTE, "big.jpg", "image/jpeg"],
      ["a Chinese name", 1000, "报告 1.pdf", "application/pdf"],
    ])("arrives whole: %s", async (_title, size, name, contentType) => {
      const bytes = sampleBytes(size);
      const path = await addFile(name, bytes);
      const answer = JSON.parse((await upload(optionsFor(path))).data) as UploadAnswer;
      expect(answer.files).toEqual([
        expect.objectContaining({
          field: "file",
          filename: baseName(path),
          contentType,
          size,
          sha256: await sha256(bytes),
        }),
      ]);
    });

    it("has the fields in their order, then the file", async () => {
      const formData = { z: "1", a: "", 1: "one" };
      const { data } = await upload({ ...optionsFor(await addFile()), formData });
      const { parts, fields } = JSON.parse(data) as UploadAnswer;
      expect(parts).toEqual([...Object.keys(formData), "file"]);
      expect(fields).toEqual(formData);
    });

    it("carries quotes, line breaks and backslashes, which can't add a header or a part", async () => {
      const text = "text of the file";
      const path = await addFile(`${AWKWARD.replaceAll("/", "")}.txt`, new TextEncoder().encode(text));
      const name = `file ${AWKWARD}`;
      const { data } = await upload({
        url: `${host.serverUrl}/echo`,
        filePath: path,
        name,
        formData: { [AWKWARD]: AWKWARD, plain: "--boundary--" },
      });
      const { headers, body } = JSON.parse(data) as { headers: Record<string, string>; body: string };
      const boundary = /boundary=(.+)$/.exec(headers["content-type"] ?? "")?.[1] ?? "";
      const fields = [
        [AWKWARD, AWKWARD],
        ["plain", "--boundary--"],
      ] as const;
      const file = { name, filename: baseName(path), contentType: "text/plain", text };
      expect(body).toBe(multipartText(boundary, fields, file));
    });

    it("survives an app that sets its content type", async () => {
      const header = { "Content-Type": "multipart/form-data", "X-Kept": "yes" };
      const { data } = await upload({ ...optionsFor(await addFile()), header });
      expect((JSON.parse(data) as UploadAnswer).files).toHaveLength(1);
      const [request] = await server.requests({ complete: 1 });
      expect(request?.headers["content-type"]).toMatch(/^multipart\/form-data; *boundary=./);
      expect(request?.headers["x-kept"]).toBe("yes");
    });

    it("goes without the app's Referer", async () => {
      const header = { Referer: "https://app.example/", referer: "https://app.example/" };
      await upload({ ...optionsFor(await addFile()), header });
      const [request] = await server.requests({ complete: 1 });
      expect(String(request?.headers["referer"])).not.toContain("app.example");
    });
  });

  describe("the result", () => {
    it("has the text of the response, its status and its headers, even where the text is JSON", async () => {
      const result = await upload(optionsFor(await addFile()));
      expect(result.data).toBeTypeOf("string");
      expect(result).toMatchObject({ statusCode: 200, errMsg: "uploadFile:ok" });
      expect(result.header?.["content-type"]).toContain("json");
      expect(Array.isArray(result.cookies)).toBe(true);
    });

    it.each([404, 500])("is a success with status %i and its text", async (status) => {
      const result = await upload(optionsFor(await addFile(), `?status=${status}`));
      expect(result).toMatchObject({ statusCode: status, errMsg: "uploadFile:ok" });
      expect((JSON.parse(result.data) as UploadAnswer).files).toHaveLength(1);
    });

    it("comes to success, then complete, after the call returned", async () => {
      const path = await addFile();
      const callbacks = recordCallbacks();
      host.wx.uploadFile({ ...optionsFor(path), ...callbacks });
      expect(callbacks.calls).toEqual([]);
      const outcome = await callbacks.completed;
      expect(callbacks.calls.map(([name]) => name)).toEqual(["success", "complete"]);
      expect(callbacks.calls[0]?.[1]).toBe(outcome);
    });
  });

  describe("events", () => {
    it("tell of progress that rises to 100, in both pairs of counts", async () => {
      const updates: UploadEvents["progressUpdate"][] = [];
      const size = 10 * MEBIBYTE;
      const path = await addFile("big.bin", sampleBytes(size));
      await upload(optionsFor(path), (task) => task.onProgressUpdate((update) => updates.push(update)));
      const total = updates.at(-1)?.totalBytesExpectedToSend ?? 0;
      let last = 0;
      for (const { progress, totalBytesSent, ...update } of updates) {
        expect(totalBytesSent).toBeGreaterThan(last);
        last = totalBytesSent;
        expect(progress).toBe(Math.floor((totalBytesSent / total) * 100));
        expect(update).toEqual({
          totalBytesExpectedToSend: total,
          totalBytesWritten: totalBytesSent,
          totalBytesExpectedToWrite: total,
        });
      }
      expect(updates.at(-1)).toMatchObject({ progress: 100, totalBytesSent: total });
      const [request] = await server.requests({ complete: 1 });
      expect(request?.bytes).toBe(total);
      expect(total).toBeGreaterThan(size);
    });

    it("tell of headers before success", async () => {
      const path = await addFile();
      const order: string[] = [];
      let header: unknown;
      const result = await upload(optionsFor(path), (task) =>
        task.onHeadersReceived((event) => {
          order.push("headers");
          header = event.header;
        }),
      );
      order.push("success");
      expect(order).toEqual(["headers", "success"]);
      expect(header).toEqual(result.header);
    });

    it("leave out a listener that was taken off, or all of them", async () => {
      const path = await addFile();
      const heard = new Set<string>();
      const first = (): void => void heard.add("first");
      const second = (): void => void heard.add("second");
      await upload(optionsFor(path), (task) => {
        task.onProgressUpdate(first);
        task.onProgressUpdate(second);
        task.offProgressUpdate(first);
        task.onHeadersReceived(first);
        task.onHeadersReceived(() => heard.add("third"));
        task.offHeadersReceived();
      });
      expect([...heard]).toEqual(["second"]);
    });
  });

  describe("abort", () => {
    const aborted = { errMsg: "uploadFile:fail abort" };

    it("sends nothing when it comes right after the call", async () => {
      const path = await addFile();
      const callbacks = recordCallbacks();
      host.wx.uploadFile({ ...optionsFor(path, "?aborted"), ...callbacks }).abort();
      expect(await callbacks.completed).toEqual(aborted);
      await upload(optionsFor(path, "?after"));
      expect((await server.requests({ complete: 1 })).map(({ url }) => url)).toEqual(["/upload?after"]);
      expect(callbacks.calls.map(([name]) => name)).toEqual(["fail", "complete"]);
    });

    it("stops what is being sent, and nothing is heard of it any more", async () => {
      const path = await addFile("big.bin", new Uint8Array(SLOW.sizeBytes));
      const callbacks = recordCallbacks();
      const heard: number[] = [];
      const task = host.wx.uploadFile({ ...optionsFor(path, SLOW.query), ...callbacks });
      await new Promise<void>((resolve) => {
        task.onProgressUpdate(({ totalBytesSent }) => {
          heard.push(totalBytesSent);
          resolve();
        });
      });
      task.abort();
      task.abort();
      const heardBefore = heard.length;
      expect(await callbacks.completed).toEqual(aborted);
      const [request] = await server.requests({ broken: 1 });
      expect(request?.bytes).toBeLessThan(SLOW.sizeBytes);
      expect(heard).toHaveLength(heardBefore);
      expect(callbacks.calls.map(([name]) => name)).toEqual(["fail", "complete"]);
    });

    it("gives up waiting for the answer", async () => {
      const path = await addFile();
      const callbacks = recordCallbacks();
      const task = host.wx.uploadFile({ ...optionsFor(path, "?hold=1"), ...callbacks });
      await new Promise<void>((resolve) => {
        task.onProgressUpdate(({ progress }) => {
          if (progress === 100) resolve();
        });
      });
      await server.requests({ open: 1 });
      task.abort();
      expect(await callbacks.completed).toEqual(aborted);
      await server.requests({ broken: 1 });
      expect(callbacks.calls.map(([name]) => name)).toEqual(["fail", "complete"]);
    });

    it("does nothing after the end", async () => {
      const path = await addFile();
      const callbacks = recordCallbacks();
      const task = host.wx.uploadFile({ ...optionsFor(path), ...callbacks });
      await callbacks.completed;
      task.abort();
      await upload(optionsFor(path));
      expect(callbacks.calls.map(([name]) => name)).toEqual(["success", "complete"]);
    });
  });

  describe("failures", () => {
    it("end a call that takes too long, exactly once", async () => {
      const path = await addFile();
      const callbacks = recordCallbacks();
      host.wx.uploadFile({ ...optionsFor(path, "?hold=1"), timeout: 200, ...callbacks });
      expect(await callbacks.completed).toEqual({ errMsg: "uploadFile:fail timeout", errno: 5 });
      await upload(optionsFor(path));
      // A slow machine may reach the limit before the server saw anything; if it did, the connection is broken.
      const seen = await server.requests({ complete: 1 });
      await server.requests({ broken: seen.length - 1 });
      expect(callbacks.calls.map(([name]) => name)).toEqual(["fail", "complete"]);
    });

    it("tell of a connection that broke", async () => {
      const path = await addFile("big.bin", sampleBytes(MEBIBYTE));
      const callbacks = recordCallbacks();
      host.wx.uploadFile({ ...optionsFor(path, "?drop=1000"), ...callbacks });
      expect(await callbacks.completed).toEqual({
        errMsg: expect.stringMatching(/^uploadFile:fail ./),
        errno: 600001,
      });
      expect(callbacks.calls.map(([name]) => name)).toEqual(["fail", "complete"]);
    });

    it.each(["wxfile://tmp/missing.jpg", "wxfile://nowhere/a.jpg", "", "https://example.com/a.jpg"])(
      "send nothing when there is no file %j",
      async (filePath) => {
        const callbacks = recordCallbacks();
        host.wx.uploadFile({ ...optionsFor(filePath), ...callbacks });
        expect(await callbacks.completed).toEqual({ errMsg: "uploadFile:fail file not found", errno: 1300002 });
        expect(callbacks.calls.map(([name]) => name)).toEqual(["fail", "complete"]);
        expect(await server.requests()).toEqual([]);
      },
    );

    it.each([
      [{}, "parameter.url should be String instead of Undefined;"],
      [{ url: 1 }, "parameter.url should be String instead of Number;"],
      [{ url: "http://a.example", filePath: null }, "parameter.filePath should be String instead of Null;"],
      [{ url: "http://a.example", filePath: "a", name: [] }, "parameter.name should be String instead of Array;"],
    ])("tell what is wrong with %j", async (options, text) => {
      const callbacks = recordCallbacks();
      const task: unknown = Reflect.apply(host.wx.uploadFile, undefined, [{ ...options, ...callbacks }]);
      const { errMsg, errno } = (await callbacks.completed) as { errMsg: string; errno?: number };
      expect(errMsg.startsWith(`uploadFile:fail parameter error: ${text}`)).toBe(true);
      expect(errno).toBe(1001);
      expect(callbacks.calls.map(([name]) => name)).toEqual(["fail", "complete"]);
      for (const method of [
        "abort",
        "onProgressUpdate",
        "offProgressUpdate",
        "onHeadersReceived",
        "offHeadersReceived",
      ]) {
        expect(task).toHaveProperty(method, expect.any(Function));
      }
    });

    it("name every parameter that is wrong", async () => {
      const callbacks = recordCallbacks();
      Reflect.apply(host.wx.uploadFile, undefined, [{ name: true, ...callbacks }]);
      expect(await callbacks.completed).toEqual({
        errMsg:
          "uploadFile:fail parameter error: parameter.url should be String instead of Undefined;" +
          "parameter.filePath should be String instead of Undefined;parameter.name should be String instead of Boolean;",
        errno: 1001,
      });
    });

    it("refuse a URL that is not absolute", async () => {
      const path = await addFile();
      const callbacks = recordCallbacks();
      host.wx.uploadFile({ url: "test.php", filePath: path, name: "file", ...callbacks });
      expect(await callbacks.completed).toEqual({ errMsg: 'uploadFile:fail invalid url "test.php"', errno: 600009 });
    });
  });

  it.skipIf(traits.sharesConnections)("runs ten at once, and the eleventh when one of them ends", async () => {
    const path = await addFile();
    // Browsers open six connections to one name, so two names are needed for ten.
    const names = [host.serverUrl, host.serverUrl.replace("127.0.0.1", "localhost")];
    const calls = Array.from({ length: 11 }, () => recordCallbacks());
    const tasks = calls.map((callbacks, index) =>
      host.wx.uploadFile({ ...optionsFor(path), url: `${names[index % 2]}/upload?hold=1&call=${index}`, ...callbacks }),
    );
    const held = await server.requests({ open: 10 });
    expect(held.map(({ url }) => Number(/\d+$/.exec(url)?.[0])).toSorted((a, b) => a - b)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
    ]);
    tasks[0]?.abort();
    expect(await calls[0]?.completed).toEqual({ errMsg: "uploadFile:fail abort" });
    expect((await server.requests({ count: 11 })).at(-1)?.url).toContain("call=10");
    await server.release();
    for (const { completed } of calls.slice(1)) expect(await completed).toMatchObject({ statusCode: 200 });
  });
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
