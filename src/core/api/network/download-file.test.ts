import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createMemoryDevice, recordCallbacks } from "../../../testing/index.ts";
import type { DownloadFileResult } from "./download-file.ts";

const url = "https://example.com/files/a.pdf";

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  vi.spyOn(console, "warn").mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

describe("wx.downloadFile", () => {
  it("asks the host for a file and gives it the extension of the response", async () => {
    const { wx, ports } = createMemoryDevice();
    const callbacks = recordCallbacks();
    wx.downloadFile({ url, header: { "X-A": 1, Referer: "https://app.example" }, ...callbacks });
    const exchange = await ports.http.next();
    expect(exchange.request).toEqual({
      url,
      domainList: "downloadFile",
      method: "GET",
      headers: { "X-A": "1", referer: "https://servicewechat.com/wx0123456789abcdef/0/page-frame.html" },
      responseType: "file",
      maxFileBytes: 209_715_200,
    });
    exchange.respond({ statusCode: 404, header: { "content-type": "image/png" }, cookies: ["a=1"], data: "content" });
    const result = (await callbacks.completed) as DownloadFileResult;
    expect(result).toEqual({
      tempFilePath: expect.stringMatching(/^wxfile:\/\/tmp\/[^/]+\.png$/),
      statusCode: 404,
      header: { "content-type": "image/png" },
      cookies: ["a=1"],
      errMsg: "downloadFile:ok",
    });
    expect(callbacks.calls.map(([name]) => name)).toEqual(["success", "complete"]);
    expect(ports.files.paths).toEqual([result.tempFilePath]);
    expect(new TextDecoder().decode(await ports.files.read(result.tempFilePath))).toBe("content");
  });

  it("puts the file where the app wants it, over what is there", async () => {
    const { wx, ports } = createMemoryDevice({ limits: { storedBytes: 10 } });
    const filePath = "wxfile://usr/a.pdf";
    wx.getFileSystemManager().writeFileSync(filePath, "old one");
    const callbacks = recordCallbacks();
    wx.downloadFile({ url, filePath, ...callbacks });
    const exchange = await ports.http.next();
    expect(exchange.request.maxFileBytes).toBe(10);
    exchange.respond({ data: "new", header: { "content-type": "image/png" } });
    expect(await callbacks.completed).toEqual({
      filePath,
      statusCode: 200,
      header: { "content-type": "image/png" },
      cookies: [],
      errMsg: "downloadFile:ok",
    });
    expect(ports.files.paths).toEqual([filePath]);
    expect(wx.getFileSystemManager().readFileSync(filePath, "utf8")).toBe("new");
  });

  it("names the limit of stored files when there is no room at the path", async () => {
    const { wx, ports } = createMemoryDevice({ limits: { storedBytes: 10 } });
    const filePath = "wxfile://usr/a.pdf";
    wx.getFileSystemManager().writeFileSync(filePath, "old one");
    const callbacks = recordCallbacks();
    wx.downloadFile({ url, filePath, ...callbacks });
    (await ports.http.next()).fail("too large", "too-large");
    const errMsg = "downloadFile:fail the maximum size of the file storage limit is exceeded";
    expect(await callbacks.completed).toEqual({ errMsg, errno: 1300202 });
    expect(wx.getFileSystemManager().readFileSync(filePath, "utf8")).toBe("old one");
  });

  it("takes no more than temporary files may have together", async () => {
    const { wx, ports } = createMemoryDevice({ limits: { temporaryBytes: 10 } });
    ports.files.add("wxfile://tmp/a", "1234567");
    const callbacks = recordCallbacks();
    wx.downloadFile({ url, ...callbacks });
    const first = await ports.http.next();
    expect(first.request.maxFileBytes).toBe(3);
    first.fail("too large", "too-large");
    const errMsg = "downloadFile:fail the maximum size of the file storage limit is exceeded";
    expect(await callbacks.completed).toEqual({ errMsg, errno: 1300202 });
    await ports.files.remove("wxfile://tmp/a");
    wx.downloadFile({ url });
    expect((await ports.http.next()).request.maxFileBytes).toBe(10);
  });

  it("keeps nothing of what arrives after others took the room for temporary files", async () => {
    const { wx, ports } = createMemoryDevice({ limits: { temporaryBytes: 10 } });
    const [first, second] = [recordCallbacks(), recordCallbacks()];
    wx.downloadFile({ url, ...first });
    wx.downloadFile({ url, ...second });
    const exchanges = [await ports.http.next(), await ports.http.next()];
    for (const exchange of exchanges) exchange.respond({ data: "123456" });
    expect(await first.completed).toMatchObject({ errMsg: "downloadFile:ok" });
    const errMsg = "downloadFile:fail the maximum size of the file storage limit is exceeded";
    expect(await second.completed).toEqual({ errMsg, errno: 1300202 });
    expect(ports.files.paths).toHaveLength(1);
  });

  it("takes as much as the device allows", async () => {
    const { wx, ports } = createMemoryDevice({ limits: { downloadBytes: 7 } });
    wx.downloadFile({ url });
    expect((await ports.http.next()).request.maxFileBytes).toBe(7);
  });

  it.each([
    [{ url: "a.pdf" }, { errMsg: 'downloadFile:fail invalid url "a.pdf"', errno: 600009 }],
    [
      { filePath: "wxfile://usr/none/a.pdf" },
      { errMsg: 'downloadFile:fail no such file or directory, open "wxfile://usr/none/a.pdf"', errno: 1300002 },
    ],
    [{ filePath: "/a.pdf" }, { errMsg: 'downloadFile:fail permission denied, open "/a.pdf"', errno: 603303 }],
    [
      { filePath: "wxfile://usr/../a" },
      { errMsg: 'downloadFile:fail permission denied, open "wxfile://usr/../a"', errno: 603303 },
    ],
    [{ header: { "X A": "a" } }, { errMsg: 'downloadFile:fail invalid header "X A"', errno: 600005 }],
  ])("sends nothing with %j", async (wrong, failure) => {
    const { wx, ports } = createMemoryDevice();
    const callbacks = recordCallbacks();
    const task = wx.downloadFile({ url, ...wrong, ...callbacks });
    expect(await callbacks.completed).toEqual(failure);
    expect(callbacks.calls.map(([name]) => name)).toEqual(["fail", "complete"]);
    expect(ports.http.sentCount).toBe(0);
    expect(task).toHaveProperty("offHeadersReceived");
  });

  it.each([
    ["network", "net::ERR_FAILED", 600001],
    ["too-large", "exceed max file size", 603301],
    ["quota", "download save file error", 603300],
    ["denied", "download save file error", 603300],
    ["not-found", "download save file error", 603300],
  ] as const)("says of the host's %s: %s", async (code, reason, errno) => {
    const { wx, ports } = createMemoryDevice();
    const callbacks = recordCallbacks();
    wx.downloadFile({ url, ...callbacks });
    (await ports.http.next()).fail("net::ERR_FAILED", code);
    expect(await callbacks.completed).toEqual({ errMsg: `downloadFile:fail ${reason}`, errno });
  });

  it("keeps no file that it can't name", async () => {
    const { wx, ports } = createMemoryDevice();
    const error = new Error("no room");
    vi.spyOn(ports.files, "rename").mockRejectedValue(error);
    const callbacks = recordCallbacks();
    wx.downloadFile({ url, ...callbacks });
    (await ports.http.next()).respond({ data: "x" });
    expect(await callbacks.completed).toEqual({ errMsg: "downloadFile:fail internal error", errno: 4 });
    expect(ports.files.paths).toEqual([]);
  });
});

describe("a DownloadTask", () => {
  it("tells of progress that only rises", async () => {
    const { wx, ports } = createMemoryDevice();
    const heard: unknown[] = [];
    const callbacks = recordCallbacks();
    wx.downloadFile({ url, ...callbacks }).onProgressUpdate((update) => heard.push(Object.values(update)));
    const exchange = await ports.http.next();
    for (const received of [1, 333, 200, 999, 1000]) exchange.received(received, 1000);
    exchange.respond();
    await callbacks.completed;
    expect(heard).toEqual([
      [0, 1, 1000],
      [33, 333, 1000],
      [99, 999, 1000],
      [100, 1000, 1000],
    ]);
  });

  it("tells of progress 0 while the size is not known, and of 100 before success", async () => {
    const { wx, ports } = createMemoryDevice();
    const heard: unknown[] = [];
    const callbacks = recordCallbacks();
    wx.downloadFile({ url, ...callbacks }).onProgressUpdate((update) =>
      heard.push([...Object.values(update), callbacks.calls.length]),
    );
    const exchange = await ports.http.next();
    exchange.received(10, 0);
    exchange.received(20, 0);
    exchange.respond();
    await callbacks.completed;
    expect(heard).toEqual([
      [0, 10, 0, 0],
      [0, 20, 0, 0],
      [100, 20, 0, 0],
    ]);
  });

  it("hands over headers before progress and success", async () => {
    const { wx, ports } = createMemoryDevice();
    const order: string[] = [];
    const callbacks = recordCallbacks();
    const task = wx.downloadFile({ url, ...callbacks });
    task.onHeadersReceived(({ header }) => order.push(`headers ${header["Content-Type"]}`));
    task.onProgressUpdate(({ progress }) => order.push(`progress ${progress} ${callbacks.calls.length}`));
    (await ports.http.next()).respond({ header: { "content-type": "a/b" } });
    await callbacks.completed;
    expect(order).toEqual(["headers a/b", "progress 100 0"]);
  });

  it("that is aborted while its file gets its name keeps no file", async () => {
    const { wx, ports } = createMemoryDevice();
    const { rename } = ports.files;
    const callbacks = recordCallbacks();
    const removed = new Promise<void>((resolve) => {
      const { remove } = ports.files;
      vi.spyOn(ports.files, "remove").mockImplementation((path) => remove(path).then(resolve));
    });
    const task = wx.downloadFile({ url, ...callbacks });
    vi.spyOn(ports.files, "rename").mockImplementation((path, newPath) => {
      task.abort();
      return rename(path, newPath);
    });
    (await ports.http.next()).respond({ data: "x" });
    expect(await callbacks.completed).toEqual({ errMsg: "downloadFile:fail abort" });
    await removed;
    expect(ports.files.paths).toEqual([]);
    expect(callbacks.calls.map(([name]) => name)).toEqual(["fail", "complete"]);
  });

  it("sends nothing when it is aborted right after the call", async () => {
    const { wx, ports } = createMemoryDevice();
    const callbacks = recordCallbacks();
    wx.downloadFile({ url, ...callbacks }).abort();
    expect(await callbacks.completed).toEqual({ errMsg: "downloadFile:fail abort" });
    expect(ports.http.sentCount).toBe(0);
  });

  it("hears nothing after an abort", async () => {
    const { wx, ports } = createMemoryDevice();
    const callbacks = recordCallbacks();
    const heard: object[] = [];
    const task = wx.downloadFile({ url, ...callbacks });
    task.onHeadersReceived((event) => heard.push(event));
    task.onProgressUpdate((event) => heard.push(event));
    const exchange = await ports.http.next();
    task.abort();
    exchange.received(1, 2);
    exchange.respond({ data: "x" });
    expect(exchange.signal.aborted).toBe(true);
    expect(await callbacks.completed).toEqual({ errMsg: "downloadFile:fail abort" });
    expect(heard).toEqual([]);
    expect(ports.files.paths).toEqual([]);
  });
});

describe("the time limit of a download", () => {
  it("covers the whole body", async () => {
    const { wx, ports } = createMemoryDevice();
    const callbacks = recordCallbacks();
    wx.downloadFile({ url, timeout: 100, ...callbacks });
    const exchange = await ports.http.next();
    ports.clock.advance(99);
    exchange.received(1, 2);
    ports.clock.advance(1);
    expect(exchange.signal.aborted).toBe(true);
    expect(await callbacks.completed).toEqual({ errMsg: "downloadFile:fail timeout", errno: 5 });
  });

  it("is that of the app when the call has none", async () => {
    const networkTimeout = { request: 1, connectSocket: 1, uploadFile: 1, downloadFile: 50 };
    const { wx, ports } = createMemoryDevice({ networkTimeout });
    const callbacks = recordCallbacks();
    wx.downloadFile({ url, ...callbacks });
    const exchange = await ports.http.next();
    ports.clock.advance(49);
    expect(exchange.signal.aborted).toBe(false);
    ports.clock.advance(1);
    expect(await callbacks.completed).toEqual({ errMsg: "downloadFile:fail timeout", errno: 5 });
  });
});

describe("the queue of downloads", () => {
  it("lets ten run at once, in call order, beside those of other APIs", async () => {
    const { wx, ports } = createMemoryDevice();
    for (let call = 0; call < 12; call += 1) wx.downloadFile({ url: `${url}?${call}` });
    const first = await ports.http.next();
    for (let call = 1; call < 10; call += 1) await ports.http.next();
    wx.request({ url });
    expect((await ports.http.next()).request.responseType).toBe("text");
    expect(ports.http.sentCount).toBe(11);
    first.respond();
    expect((await ports.http.next()).request.url).toBe(`${url}?10`);
  });
});

describe("the inspector of downloads", () => {
  it("sees headers, what arrived, and the end", async () => {
    const { wx, ports } = createMemoryDevice();
    const callbacks = recordCallbacks();
    wx.downloadFile({ url, ...callbacks });
    const exchange = await ports.http.next();
    exchange.head({ statusCode: 206 });
    exchange.received(5, 10);
    exchange.respond({ statusCode: 206 });
    await callbacks.completed;
    expect(ports.inspector.reports.map(({ state, statusCode }) => [state, statusCode])).toEqual([
      ["queued", undefined],
      ["active", undefined],
      ["active", 206],
      ["active", 206],
      ["success", 206],
    ]);
    expect(ports.inspector.reports.at(-1)).toMatchObject({
      api: "downloadFile",
      receivedBytes: 5,
      totalReceivedBytes: 10,
    });
  });
});
