import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createMemoryDevice, recordCallbacks } from "../../../testing/index.ts";
import type { Wx } from "../wx.ts";
import type { SocketTask } from "./socket-task.ts";

const url = "wss://example.com/socket";

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

/** Calls with options that TypeScript would refuse. */
function connectWith(wx: Wx, options: unknown): SocketTask {
  return Reflect.apply(wx.connectSocket, undefined, [options]) as SocketTask;
}

/** Lists what happens to a Task. */
function recordEvents(task: SocketTask): [name: string, event: object][] {
  const events: [name: string, event: object][] = [];
  task.onOpen((event) => events.push(["open", event]));
  task.onMessage((event) => events.push(["message", event]));
  task.onError((event) => events.push(["error", event]));
  task.onClose((event) => events.push(["close", event]));
  return events;
}

describe("wx.connectSocket", () => {
  it("hands the host what it was asked for, with the platform's Referer", async () => {
    const { wx, ports } = createMemoryDevice({ appId: "wxabc" });
    wx.connectSocket({
      url: "WSS://Example.com/a b?c=1#d",
      header: { "X-A": 1, Referer: "https://app.example/" },
      protocols: ["v2", "v1"],
      perMessageDeflate: true,
      tcpNoDelay: true,
    });
    expect((await ports.socket.next()).request).toEqual({
      url: "wss://example.com/a%20b?c=1",
      headers: { "X-A": "1", referer: "https://servicewechat.com/wxabc/0/page-frame.html" },
      protocols: ["v2", "v1"],
      perMessageDeflate: true,
    });
  });

  it("asks for no compression and no sub-protocol unless it is told to", async () => {
    const { wx, ports } = createMemoryDevice();
    wx.connectSocket({ url });
    expect((await ports.socket.next()).request).toMatchObject({ protocols: [], perMessageDeflate: false });
  });

  it.each([
    [{}, "parameter error: parameter.url should be String instead of Undefined;", 1001],
    [{ url: 1 }, "parameter error: parameter.url should be String instead of Number;", 1001],
    [
      { url: null, protocols: "v1", timeout: "1" },
      "parameter error: parameter.url should be String instead of Null;" +
        "parameter.protocols should be Array instead of String;parameter.timeout should be Number instead of String;",
      1001,
    ],
    [{ url, protocols: ["a", 1] }, "parameter error: parameter.protocols[1] should be String instead of Number;", 1001],
    [{ url, protocols: ["a b"] }, 'parameter error: invalid protocols "a b"', 1001],
    [{ url, protocols: [""] }, 'parameter error: invalid protocols ""', 1001],
    [{ url, protocols: ["a", "b", "a"] }, 'parameter error: invalid protocols "a"', 1001],
    [{ url: "" }, 'invalid url ""', 600009],
    [{ url: "test.php" }, 'invalid url "test.php"', 600009],
    [{ url: "https://example.com" }, 'invalid url "https://example.com"', 600009],
    [{ url: "ws://" }, 'invalid url "ws://"', 600009],
    [{ url, header: { "a b": "c" } }, 'invalid header "a b"', 600005],
    [{ url, header: { a: "b\r\nc: d" } }, 'invalid header "a"', 600005],
    [{ url, forceCellularNetwork: true }, "not supported", 100],
  ])("opens nothing with %j, and returns a Task that is closed", async (options, reason, errno) => {
    const { wx, ports } = createMemoryDevice();
    const callbacks = recordCallbacks();
    const task = connectWith(wx, { ...options, ...callbacks });
    expect(callbacks.calls).toEqual([]);
    expect(await callbacks.completed).toEqual({ errMsg: `connectSocket:fail ${reason}`, errno });
    expect(callbacks.calls.map(([name]) => name)).toEqual(["fail", "complete"]);
    expect(task.readyState).toBe(3);
    expect(ports.socket.openCount).toBe(0);
    const events = recordEvents(task);
    const [sending, closing] = [recordCallbacks(), recordCallbacks()];
    task.send({ data: "x", ...sending });
    task.close(closing);
    expect(await sending.completed).toEqual({ errMsg: "SocketTask.send:fail SocketTask.readyState is not OPEN" });
    expect(await closing.completed).toEqual({ errMsg: "closeSocket:fail wcwss taskID not exist" });
    expect(events).toEqual([]);
  });

  it.each([undefined, null, "ws://a", 1])("opens nothing with the options %j", (options) => {
    const { wx, ports } = createMemoryDevice();
    expect(connectWith(wx, options).readyState).toBe(3);
    expect(ports.socket.openCount).toBe(0);
    expect(console.error).toHaveBeenCalledOnce();
  });

  it("leaves out a header that is no object, with a warning", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const { wx, ports } = createMemoryDevice();
    connectWith(wx, { url, header: "X-A: 1" });
    expect(Object.keys((await ports.socket.next()).request.headers)).toEqual(["referer"]);
    expect(warn).toHaveBeenCalledOnce();
  });

  it("does what it can with callbacks that are no functions", async () => {
    const { wx, ports } = createMemoryDevice();
    connectWith(wx, { url, success: 1, fail: null, complete: "x" });
    expect(ports.socket.openCount).toBe(1);
  });

  it("never returns a promise", () => {
    expect(createMemoryDevice().wx.connectSocket({ url })).not.toHaveProperty("then");
  });
});

describe("the events of a SocketTask", () => {
  it("come after success, in order, and none after close", async () => {
    const { wx, ports } = createMemoryDevice();
    const callbacks = recordCallbacks();
    const task = wx.connectSocket({ url, ...callbacks });
    const events = recordEvents(task);
    const bytes = new ArrayBuffer(2);
    expect(await callbacks.completed).toEqual({ errMsg: "connectSocket:ok" });
    expect(events).toEqual([]);
    const connection = await ports.socket.next();
    connection.onOpen({ Upgrade: "websocket" });
    connection.onMessage("a");
    connection.onMessage(bytes);
    connection.onEnd({ code: 4000, reason: "over" });
    connection.onOpen({});
    connection.onMessage("late");
    connection.onEnd({ failure: "net::ERR_FAILED" });
    expect(events).toEqual([
      ["open", { header: { Upgrade: "websocket" } }],
      ["message", { data: "a" }],
      ["message", { data: bytes }],
      ["close", { code: 4000, reason: "over" }],
    ]);
    expect(callbacks.calls.map(([name]) => name)).toEqual(["success", "complete"]);
  });

  it.each([true, false])("are error, then close with 1006 when it fails (after it was open: %s)", async (isOpen) => {
    const { wx, ports } = createMemoryDevice();
    const task = wx.connectSocket({ url });
    const connection = await ports.socket.next();
    if (isOpen) connection.onOpen({});
    const events = recordEvents(task);
    task.onError(() => events.push(["state", { readyState: task.readyState }]));
    connection.onEnd({ failure: "net::ERR_CONNECTION_RESET" });
    expect(events).toEqual([
      ["error", { errMsg: "connectSocket:fail net::ERR_CONNECTION_RESET", errno: 605103 }],
      ["state", { readyState: 3 }],
      ["close", { code: 1006, reason: "" }],
    ]);
  });

  it("reach every listener once, in the order of registration, also when one throws", async () => {
    const { wx, ports, app } = createMemoryDevice();
    const task = wx.connectSocket({ url });
    const connection = await ports.socket.next();
    connection.onOpen({});
    const heard: string[] = [];
    const error = new Error("of the app");
    const first = (): void => void heard.push("first");
    task.onMessage(first);
    task.onMessage(() => {
      throw error;
    });
    task.onMessage(() => heard.push("second"));
    task.onMessage(first);
    connection.onMessage("x");
    expect(heard).toEqual(["first", "second"]);
    expect(app.errors).toEqual([error]);
  });

  it("go on when a callback of connectSocket throws", async () => {
    const { wx, ports, app } = createMemoryDevice();
    const error = new Error("of the app");
    const success = (): never => {
      throw error;
    };
    const complete = vi.fn();
    const events = recordEvents(wx.connectSocket({ url, success, complete }));
    (await ports.socket.next()).onOpen({});
    expect(app.errors).toEqual([error]);
    expect(complete).toHaveBeenCalledOnce();
    expect(events).toEqual([["open", { header: {} }]]);
  });

  it("take functions only", async () => {
    const { wx, ports } = createMemoryDevice();
    const task = wx.connectSocket({ url });
    for (const method of [task.onOpen, task.onMessage, task.onError, task.onClose]) {
      Reflect.apply(method, undefined, [{}]);
    }
    expect(console.error).toHaveBeenCalledTimes(4);
    (await ports.socket.next()).onOpen({});
  });
});

describe("the time limit", () => {
  it.each([
    [{ timeout: 100 }, 100],
    [{}, 700],
    [{ timeout: -1 }, 700],
  ])("of a connection with %j is %i ms, and counts until it is open", async (options, limitMs) => {
    const networkTimeout = { request: 1, connectSocket: 700, uploadFile: 1, downloadFile: 1 };
    const { wx, ports } = createMemoryDevice({ networkTimeout });
    const [late, early] = [wx.connectSocket({ url, ...options }), wx.connectSocket({ url, ...options })];
    const [lateEvents, earlyEvents] = [recordEvents(late), recordEvents(early)];
    const [lateConnection, earlyConnection] = [await ports.socket.next(), await ports.socket.next()];
    ports.clock.advance(limitMs - 1);
    earlyConnection.onOpen({});
    expect(lateEvents).toEqual([]);
    ports.clock.advance(1);
    expect(lateEvents).toEqual([
      ["error", { errMsg: "connectSocket:fail timeout", errno: 5 }],
      ["close", { code: 1006, reason: "" }],
    ]);
    expect(late.readyState).toBe(3);
    expect(lateConnection.closing).toBeDefined();
    lateConnection.onEnd({ failure: "net::ERR_FAILED" });
    expect(lateEvents).toHaveLength(2);
    ports.clock.advance(100_000);
    expect(earlyEvents).toEqual([["open", { header: {} }]]);
    expect(earlyConnection.closing).toBeUndefined();
  });

  it("is over once the app closes it", async () => {
    const { wx, ports } = createMemoryDevice();
    const task = wx.connectSocket({ url, timeout: 10 });
    const events = recordEvents(task);
    task.close();
    ports.clock.advance(10);
    expect(events).toEqual([]);
    (await ports.socket.next()).onEnd({ failure: "net::ERR_FAILED" });
    expect(events).toEqual([["close", { code: 1000, reason: "" }]]);
  });
});

describe("five connections at a time", () => {
  const tooMany = { errMsg: "connectSocket:fail fail reach max websocket connect count 5" };

  it("are connecting, open or closing; the sixth fails", async () => {
    const { wx, ports } = createMemoryDevice();
    const tasks = Array.from({ length: 5 }, () => wx.connectSocket({ url }));
    const connections = await Promise.all(tasks.map(() => ports.socket.next()));
    connections[0]?.onOpen({});
    connections[1]?.onOpen({});
    tasks[1]?.close();
    const sixth = recordCallbacks();
    const task = wx.connectSocket({ url, ...sixth });
    expect(await sixth.completed).toEqual(tooMany);
    expect(sixth.calls.map(([name]) => name)).toEqual(["fail", "complete"]);
    expect(task.readyState).toBe(3);
    expect(ports.socket.openCount).toBe(5);
  });

  it.each([
    ["closed", () => ({ code: 1000, reason: "" })],
    ["failed", () => ({ failure: "net::ERR_FAILED" })],
  ])("leave room for another as soon as one has %s, also for its own listeners", async (_how, end) => {
    const { wx, ports } = createMemoryDevice();
    const [first] = Array.from({ length: 5 }, () => wx.connectSocket({ url }));
    const connection = await ports.socket.next();
    const next = recordCallbacks();
    first?.onClose(() => wx.connectSocket({ url, ...next }));
    connection.onEnd(end());
    expect(await next.completed).toEqual({ errMsg: "connectSocket:ok" });
  });

  it("are counted for each app", () => {
    const [one, other] = [createMemoryDevice(), createMemoryDevice()];
    for (let count = 0; count < 5; count += 1) one.wx.connectSocket({ url });
    other.wx.connectSocket({ url });
    expect(other.ports.socket.openCount).toBe(1);
  });
});

describe("SocketTask.send", () => {
  it("hands texts and buffers to the connection in the order of the calls", async () => {
    const { wx, ports } = createMemoryDevice();
    const task = wx.connectSocket({ url });
    const connection = await ports.socket.next();
    connection.onOpen({});
    const bytes = Uint8Array.of(1, 2).buffer;
    const callbacks = [recordCallbacks(), recordCallbacks(), recordCallbacks()];
    task.send({ data: "", ...callbacks[0] });
    task.send({ data: bytes, ...callbacks[1] });
    expect(task.send({ data: "text", ...callbacks[2] })).toBeUndefined();
    expect(connection.sent).toEqual(["", bytes, "text"]);
    for (const { completed, calls } of callbacks) {
      expect(await completed).toEqual({ errMsg: "SocketTask.send:ok" });
      expect(calls.map(([name]) => name)).toEqual(["success", "complete"]);
    }
  });

  it.each([
    [{}, "Undefined"],
    [{ data: null }, "Null"],
    [{ data: 1 }, "Number"],
    [{ data: true }, "Boolean"],
    [{ data: { a: 1 } }, "Object"],
    [{ data: [1] }, "Array"],
    [{ data: () => {} }, "Function"],
    [{ data: new Uint8Array(1) }, "Uint8Array"],
    [{ data: new DataView(new ArrayBuffer(1)) }, "DataView"],
  ])("refuses %o", async (options, type) => {
    const { wx, ports } = createMemoryDevice();
    const task = wx.connectSocket({ url });
    const connection = await ports.socket.next();
    connection.onOpen({});
    const [ofTask, ofWx] = [recordCallbacks(), recordCallbacks()];
    Reflect.apply(task.send, undefined, [{ ...options, ...ofTask }]);
    Reflect.apply(wx.sendSocketMessage, undefined, [{ ...options, ...ofWx }]);
    const reason = `parameter error: parameter.data should be String instead of ${type};`;
    expect(await ofTask.completed).toEqual({ errMsg: `SocketTask.send:fail ${reason}`, errno: 1001 });
    expect(await ofWx.completed).toEqual({ errMsg: `sendSocketMessage:fail ${reason}`, errno: 1001 });
    expect(connection.sent).toEqual([]);
  });

  it("fails unless the connection is open", async () => {
    const { wx, ports } = createMemoryDevice();
    const task = wx.connectSocket({ url });
    const send = async (): Promise<object> => {
      const callbacks = recordCallbacks();
      task.send({ data: "x", ...callbacks });
      return callbacks.completed;
    };
    const failure = { errMsg: "SocketTask.send:fail SocketTask.readyState is not OPEN" };
    const connection = await ports.socket.next();
    expect(await send()).toEqual(failure);
    connection.onOpen({});
    task.close();
    expect(await send()).toEqual(failure);
    connection.onEnd({ code: 1000, reason: "" });
    expect(await send()).toEqual(failure);
    expect(connection.sent).toEqual([]);
  });

  it("reports what its callbacks throw", async () => {
    const { wx, ports, app } = createMemoryDevice();
    const task = wx.connectSocket({ url });
    (await ports.socket.next()).onOpen({});
    const error = new Error("of the app");
    const fail = (): never => {
      throw error;
    };
    await new Promise((resolve) => Reflect.apply(task.send, undefined, [{ data: 1, fail, complete: resolve }]));
    expect(app.errors).toEqual([error]);
  });
});

describe("SocketTask.close", () => {
  it("tells listeners code and reason that it was given, after success", async () => {
    const { wx, ports } = createMemoryDevice();
    const task = wx.connectSocket({ url });
    const connection = await ports.socket.next();
    connection.onOpen({});
    const events = recordEvents(task);
    const callbacks = recordCallbacks();
    expect(task.close({ code: 3001, reason: "done", ...callbacks })).toBeUndefined();
    expect(task.readyState).toBe(2);
    expect(connection.closing).toEqual({ code: 3001, reason: "done" });
    connection.onMessage("on its way");
    expect(await callbacks.completed).toEqual({ errMsg: "closeSocket:ok" });
    expect(events).toEqual([]);
    connection.onEnd({ code: 1005, reason: "" });
    expect(events).toEqual([["close", { code: 3001, reason: "done" }]]);
    expect(task.readyState).toBe(3);
  });

  it("needs no options, and takes those of somebody else's callback", async () => {
    const { wx, ports } = createMemoryDevice();
    const task = wx.connectSocket({ url });
    const connection = await ports.socket.next();
    connection.onOpen({});
    Reflect.apply(task.close, undefined, [{ errMsg: "request:ok" }]);
    expect(connection.closing).toEqual({ code: 1000, reason: "" });
  });

  it("gives up a connection that is not open yet, which is no error", async () => {
    const { wx, ports } = createMemoryDevice();
    const task = wx.connectSocket({ url });
    const events = recordEvents(task);
    const callbacks = recordCallbacks();
    task.close({ reason: "changed my mind", ...callbacks });
    const connection = await ports.socket.next();
    expect(connection.closing).toBeDefined();
    expect(await callbacks.completed).toEqual({ errMsg: "closeSocket:ok" });
    connection.onOpen({});
    connection.onEnd({ failure: "net::ERR_FAILED" });
    expect(events).toEqual([["close", { code: 1000, reason: "changed my mind" }]]);
  });

  it("fails when the connection is closing or closed", async () => {
    const { wx, ports } = createMemoryDevice();
    const task = wx.connectSocket({ url });
    const connection = await ports.socket.next();
    connection.onOpen({});
    task.close({ code: 3001 });
    const [again, afterwards] = [recordCallbacks(), recordCallbacks()];
    task.close({ code: 3002, ...again });
    expect(await again.completed).toEqual({ errMsg: "closeSocket:fail WebSocket is not connected" });
    expect(connection.closing?.code).toBe(3001);
    connection.onEnd({ code: 3001, reason: "" });
    task.close(afterwards);
    expect(await afterwards.completed).toEqual({ errMsg: "closeSocket:fail wcwss taskID not exist" });
  });

  const forbiddenCodes = [0, 999, 1001, 1005, 1006, 2999, 5000, 3000.5, Number.NaN, -1];
  const refused: [options: object, problem: string][] = [
    ...forbiddenCodes.map((code): [object, string] => [{ code }, `invalid code "${code}"`]),
    [{ code: "1000" }, "parameter.code should be Number instead of String;"],
    [{ code: null }, "parameter.code should be Number instead of Null;"],
    [{ reason: 1 }, "parameter.reason should be String instead of Number;"],
    [{ reason: "x".repeat(124) }, "reason should have at most 123 bytes instead of 124"],
    [{ reason: "猫".repeat(42) }, "reason should have at most 123 bytes instead of 126"],
  ];
  it.each(refused)("refuses %j and leaves the connection open, also through wx", async (options, problem) => {
    const { wx, ports } = createMemoryDevice();
    const task = wx.connectSocket({ url });
    const connection = await ports.socket.next();
    connection.onOpen({});
    for (const close of [task.close, wx.closeSocket]) {
      const callbacks = recordCallbacks();
      Reflect.apply(close, undefined, [{ ...options, ...callbacks }]);
      expect(await callbacks.completed).toEqual({
        errMsg: `closeSocket:fail parameter error: ${problem}`,
        errno: 1001,
      });
    }
    expect(connection.closing).toBeUndefined();
    expect(task.readyState).toBe(1);
  });

  it.each([
    [1000, ""],
    [3000, "x".repeat(123)],
    [4999, "猫".repeat(41)],
  ])("takes %i with %j", async (code, reason) => {
    const { wx, ports } = createMemoryDevice();
    const task = wx.connectSocket({ url });
    const connection = await ports.socket.next();
    connection.onOpen({});
    task.close({ code, reason });
    expect(connection.closing).toEqual({ code, reason });
  });
});

describe("readyState and its constants", () => {
  it("follow the connection, and can't be changed", async () => {
    const { wx, ports } = createMemoryDevice();
    const task = wx.connectSocket({ url });
    const states: number[] = [task.readyState];
    const connection = await ports.socket.next();
    task.onOpen(() => states.push(task.readyState));
    task.onClose(() => states.push(task.readyState));
    connection.onOpen({});
    task.close();
    states.push(task.readyState);
    connection.onEnd({ code: 1000, reason: "" });
    const { CONNECTING, OPEN, CLOSING, CLOSED } = task;
    expect(states).toEqual([CONNECTING, OPEN, CLOSING, CLOSED]);
    expect(states).toEqual([0, 1, 2, 3]);
    for (const name of ["readyState", "CONNECTING", "OPEN", "CLOSING", "CLOSED"]) {
      expect(Reflect.set(task, name, 7), name).toBe(false);
      expect(task).not.toHaveProperty(name, 7);
    }
  });
});
