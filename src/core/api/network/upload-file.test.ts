import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createMemoryDevice, recordCallbacks, type MemoryDevice } from "../../../testing/index.ts";

const file = "wxfile://tmp/a.jpg";
const options = { url: "https://example.com/upload", filePath: file, name: "file" };

function createDevice(...parameters: Parameters<typeof createMemoryDevice>): MemoryDevice {
  const device = createMemoryDevice(...parameters);
  device.ports.files.add(file, "bytes");
  return device;
}

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  vi.spyOn(console, "warn").mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

describe("wx.uploadFile", () => {
  it("sends one multipart request and hands over the response as text", async () => {
    const { wx, ports } = createDevice();
    const callbacks = recordCallbacks();
    wx.uploadFile({ ...options, header: { "X-A": 1 }, formData: { id: "7" }, ...callbacks });
    const exchange = await ports.http.next();
    expect(exchange.request).toEqual({
      url: options.url,
      domainList: "uploadFile",
      method: "POST",
      headers: { "X-A": "1", referer: "https://servicewechat.com/wx0123456789abcdef/0/page-frame.html" },
      body: {
        kind: "multipart",
        fields: [["id", "7"]],
        file: { name: "file", path: file, filename: "a.jpg", contentType: "image/jpeg" },
      },
      responseType: "text",
    });
    exchange.respond({ statusCode: 500, header: { "content-type": "text/html" }, cookies: ["a=1"], data: '{"a":1}' });
    expect(await callbacks.completed).toEqual({
      data: '{"a":1}',
      statusCode: 500,
      header: { "content-type": "text/html" },
      cookies: ["a=1"],
      errMsg: "uploadFile:ok",
    });
    expect(callbacks.calls.map(([name]) => name)).toEqual(["success", "complete"]);
  });

  it("drops the app's content type and Referer", async () => {
    const { wx, ports } = createDevice();
    wx.uploadFile({ ...options, header: { "Content-Type": "multipart/form-data", Referer: "https://evil.example" } });
    const { headers } = (await ports.http.next()).request;
    expect(Object.keys(headers)).toEqual(["referer"]);
    expect(headers["referer"]).toContain("servicewechat.com");
  });

  it("sends a package file that is named without its slash", async () => {
    const { wx, ports } = createDevice();
    ports.files.add("/images/a b.png", "x");
    wx.uploadFile({ ...options, filePath: "images/a b.png" });
    expect((await ports.http.next()).request.body).toMatchObject({
      file: { path: "/images/a b.png", filename: "a b.png", contentType: "image/png" },
    });
  });

  it.each([
    [{ url: "test.php" }, { errMsg: 'uploadFile:fail invalid url "test.php"', errno: 600009 }],
    [{ filePath: "wxfile://tmp/missing.jpg" }, { errMsg: "uploadFile:fail file not found", errno: 1300002 }],
    [{ header: { "X-A": "a\r\nX-B: b" } }, { errMsg: 'uploadFile:fail invalid header "X-A"', errno: 600005 }],
    [{ header: { "X A": "a" } }, { errMsg: 'uploadFile:fail invalid header "X A"', errno: 600005 }],
    [
      { name: 1 },
      { errMsg: "uploadFile:fail parameter error: parameter.name should be String instead of Number;", errno: 1001 },
    ],
  ])("sends nothing with %j", async (wrong, failure) => {
    const { wx, ports } = createDevice();
    const callbacks = recordCallbacks();
    const task: unknown = Reflect.apply(wx.uploadFile, undefined, [{ ...options, ...wrong, ...callbacks }]);
    expect(await callbacks.completed).toEqual(failure);
    expect(callbacks.calls.map(([name]) => name)).toEqual(["fail", "complete"]);
    expect(ports.http.sentCount).toBe(0);
    expect(task).toHaveProperty("onProgressUpdate");
  });

  it("fails with the network's own message", async () => {
    const { wx, ports } = createDevice();
    const callbacks = recordCallbacks();
    wx.uploadFile({ ...options, ...callbacks });
    (await ports.http.next()).fail("net::ERR_CONNECTION_REFUSED");
    expect(await callbacks.completed).toEqual({
      errMsg: "uploadFile:fail net::ERR_CONNECTION_REFUSED",
      errno: 600001,
    });
  });
});

describe("an UploadTask", () => {
  it("tells of progress that only rises, with both pairs of counts", async () => {
    const { wx, ports } = createDevice();
    const progress: object[] = [];
    const callbacks = recordCallbacks();
    wx.uploadFile({ ...options, ...callbacks }).onProgressUpdate((update) => progress.push(update));
    const exchange = await ports.http.next();
    for (const sent of [1, 333, 200, 333, 999, 1000]) exchange.sent(sent, 1000);
    exchange.respond();
    exchange.sent(2000, 2000);
    await callbacks.completed;
    expect(progress).toEqual(
      [
        [0, 1],
        [33, 333],
        [99, 999],
        [100, 1000],
      ].map(([percent, bytes]) => ({
        progress: percent,
        totalBytesSent: bytes,
        totalBytesExpectedToSend: 1000,
        totalBytesWritten: bytes,
        totalBytesExpectedToWrite: 1000,
      })),
    );
  });

  it("hands over headers before success, readable in either case", async () => {
    const { wx, ports } = createDevice();
    const order: string[] = [];
    await new Promise<void>((resolve) => {
      wx.uploadFile({
        ...options,
        success: ({ header }) => order.push(`success ${header?.["Content-Type"]}`),
        complete: () => resolve(),
      }).onHeadersReceived(({ header }) =>
        order.push(`headers ${header["content-type"]} ${Object.keys(header).join()}`),
      );
      void ports.http.next().then((exchange) => exchange.respond({ header: { "content-type": "text/plain" } }));
    });
    expect(order).toEqual(["headers text/plain content-type", "success text/plain"]);
  });

  it("forgets one listener, or all", async () => {
    const { wx, ports } = createDevice();
    const heard: string[] = [];
    const first = (): void => void heard.push("first");
    const second = (): void => void heard.push("second");
    const task = wx.uploadFile(options);
    for (const listener of [first, second]) task.onProgressUpdate(listener);
    const exchange = await ports.http.next();
    exchange.sent(1, 10);
    task.offProgressUpdate(first);
    exchange.sent(2, 10);
    task.offProgressUpdate(() => {});
    exchange.sent(3, 10);
    task.offProgressUpdate();
    exchange.sent(4, 10);
    expect(heard).toEqual(["first", "second", "second", "second"]);
  });

  it("calls the other listeners when one throws, and tells the app", async () => {
    const { wx, ports, app } = createDevice();
    const error = new Error("from a listener");
    const heard: number[] = [];
    const task = wx.uploadFile(options);
    task.onProgressUpdate(() => {
      throw error;
    });
    task.onProgressUpdate(({ progress }) => heard.push(progress));
    (await ports.http.next()).sent(5, 10);
    expect(heard).toEqual([50]);
    expect(app.errors).toEqual([error]);
  });

  it("sends nothing when it is aborted right after the call", async () => {
    const { wx, ports } = createDevice();
    const callbacks = recordCallbacks();
    wx.uploadFile({ ...options, ...callbacks }).abort();
    expect(callbacks.calls).toEqual([]);
    expect(await callbacks.completed).toEqual({ errMsg: "uploadFile:fail abort" });
    expect(callbacks.calls.map(([name]) => name)).toEqual(["fail", "complete"]);
    expect(ports.http.sentCount).toBe(0);
  });

  it("fails with abort once, and delivers nothing after it", async () => {
    const { wx, ports } = createDevice();
    const callbacks = recordCallbacks();
    const heard: object[] = [];
    const task = wx.uploadFile({ ...options, ...callbacks });
    task.onProgressUpdate((update) => heard.push(update));
    const exchange = await ports.http.next();
    task.abort();
    task.abort();
    exchange.sent(1, 2);
    exchange.respond();
    expect(exchange.signal.aborted).toBe(true);
    expect(await callbacks.completed).toEqual({ errMsg: "uploadFile:fail abort" });
    expect(callbacks.calls).toHaveLength(2);
    expect(heard).toEqual([]);
  });

  it("ignores abort after it settled", async () => {
    const { wx, ports } = createDevice();
    const callbacks = recordCallbacks();
    const task = wx.uploadFile({ ...options, ...callbacks });
    (await ports.http.next()).respond();
    await callbacks.completed;
    task.abort();
    await Promise.resolve();
    expect(callbacks.calls.map(([name]) => name)).toEqual(["success", "complete"]);
  });

  it("reports a listener that is not a function and ignores it", () => {
    const { wx } = createDevice();
    const task = wx.uploadFile(options);
    Reflect.apply(task.onProgressUpdate, undefined, ["no function"]);
    expect(console.error).toHaveBeenCalledWith("onProgressUpdate: a listener must be a function, got string");
    task.abort();
  });
});

describe("the time limit of an upload", () => {
  it("counts from when it is sent, and fails exactly once", async () => {
    const { wx, ports } = createDevice();
    const callbacks = recordCallbacks();
    wx.uploadFile({ ...options, timeout: 100, ...callbacks });
    const exchange = await ports.http.next();
    ports.clock.advance(99);
    expect(exchange.signal.aborted).toBe(false);
    ports.clock.advance(1);
    exchange.respond();
    expect(await callbacks.completed).toEqual({ errMsg: "uploadFile:fail timeout", errno: 5 });
    ports.clock.advance(1000);
    expect(callbacks.calls.map(([name]) => name)).toEqual(["fail", "complete"]);
  });

  it("is that of the app when the call has none, and ends with the call", async () => {
    const networkTimeout = { request: 1, connectSocket: 1, uploadFile: 50, downloadFile: 1 };
    const { wx, ports } = createDevice({ networkTimeout });
    const [early, late] = [recordCallbacks(), recordCallbacks()];
    wx.uploadFile({ ...options, ...early });
    wx.uploadFile({ ...options, ...late });
    (await ports.http.next()).respond();
    await ports.http.next();
    await early.completed;
    ports.clock.advance(50);
    expect(await late.completed).toEqual({ errMsg: "uploadFile:fail timeout", errno: 5 });
    expect(early.calls.map(([name]) => name)).toEqual(["success", "complete"]);
  });

  it("leaves the time in the queue out", async () => {
    const { wx, ports } = createDevice();
    for (let call = 0; call < 10; call += 1) wx.uploadFile({ ...options, timeout: 1000 });
    const callbacks = recordCallbacks();
    wx.uploadFile({ ...options, timeout: 100, ...callbacks });
    const first = await ports.http.next();
    ports.clock.advance(500);
    first.respond();
    for (let call = 1; call < 10; call += 1) await ports.http.next();
    (await ports.http.next()).respond();
    expect(await callbacks.completed).toHaveProperty("errMsg", "uploadFile:ok");
  });
});

describe("the queue of uploads", () => {
  it("sends ten at once and the others in call order", async () => {
    const { wx, ports } = createDevice();
    for (let call = 0; call < 12; call += 1) wx.uploadFile({ ...options, name: `file${call}` });
    const first = await ports.http.next();
    for (let call = 1; call < 10; call += 1) await ports.http.next();
    expect(ports.http.sentCount).toBe(10);
    first.respond();
    expect((await ports.http.next()).request.body).toMatchObject({ file: { name: "file10" } });
    expect(ports.http.sentCount).toBe(11);
  });

  it("does not share its places with wx.request", async () => {
    const { wx, ports } = createDevice();
    for (let call = 0; call < 10; call += 1) wx.uploadFile(options);
    for (let call = 0; call < 10; call += 1) await ports.http.next();
    wx.request({ url: options.url });
    expect((await ports.http.next()).request.method).toBe("GET");
  });

  it("never sends a call that was aborted while it waited", async () => {
    const { wx, ports } = createDevice();
    const tasks = Array.from({ length: 10 }, () => wx.uploadFile(options));
    const callbacks = recordCallbacks();
    wx.uploadFile({ ...options, ...callbacks }).abort();
    wx.uploadFile({ ...options, name: "last" });
    expect(await callbacks.completed).toEqual({ errMsg: "uploadFile:fail abort" });
    for (let call = 0; call < 10; call += 1) await ports.http.next();
    tasks[0]?.abort();
    expect((await ports.http.next()).request.body).toMatchObject({ file: { name: "last" } });
  });
});

describe("the inspector of uploads", () => {
  it("sees queue, start, progress, headers and end", async () => {
    const { wx, ports } = createDevice();
    const callbacks = recordCallbacks();
    wx.uploadFile({ ...options, ...callbacks });
    const exchange = await ports.http.next();
    ports.clock.advance(5);
    exchange.sent(10, 10);
    exchange.head({ statusCode: 201, header: { a: "b" } });
    exchange.respond({ statusCode: 201 });
    await callbacks.completed;
    const { reports } = ports.inspector;
    expect(reports.map(({ state, sentBytes, statusCode }) => [state, sentBytes, statusCode])).toEqual([
      ["queued", 0, undefined],
      ["active", 0, undefined],
      ["active", 10, undefined],
      ["active", 10, 201],
      ["success", 10, 201],
    ]);
    expect(reports.at(-1)).toMatchObject({
      id: 1,
      api: "uploadFile",
      method: "POST",
      url: options.url,
      startedMs: 0,
      endedMs: 5,
      totalSentBytes: 10,
      responseHeaders: { a: "b" },
    });
  });

  it("sees why a call failed", async () => {
    const { wx, ports } = createDevice();
    const callbacks = recordCallbacks();
    const task = wx.uploadFile({ ...options, ...callbacks });
    await ports.http.next();
    task.abort();
    await callbacks.completed;
    expect(ports.inspector.reports.at(-1)).toMatchObject({ state: "fail", error: "uploadFile:fail abort" });
  });
});
