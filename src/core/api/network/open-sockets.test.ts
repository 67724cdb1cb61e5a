import { describe, expect, it, vi } from "vitest";
import { createMemoryDevice, type MemoryDevice } from "../../../testing/index.ts";
import type { SocketTask } from "./socket-task.ts";

const url = "wss://example.com/socket";
const notConnected = (api: string): object => ({ errMsg: `${api}:fail WebSocket is not connected` });

/** Lists what the listeners of `wx` hear. */
function recordGlobal({ wx }: MemoryDevice): [name: string, event: object][] {
  const events: [name: string, event: object][] = [];
  wx.onSocketOpen((event) => events.push(["open", event]));
  wx.onSocketMessage((event) => events.push(["message", event]));
  wx.onSocketError((event) => events.push(["error", event]));
  wx.onSocketClose((event) => events.push(["close", event]));
  return events;
}

async function open({ wx, ports }: MemoryDevice): Promise<{
  task: SocketTask;
  connection: Awaited<ReturnType<typeof ports.socket.next>>;
}> {
  const task = wx.connectSocket({ url });
  const connection = await ports.socket.next();
  connection.onOpen({});
  return { task, connection };
}

describe("the listeners of wx", () => {
  it("hear of the one connection, after those of its Task", async () => {
    const device = createMemoryDevice();
    const events = recordGlobal(device);
    const task = device.wx.connectSocket({ url });
    task.onOpen(() => events.push(["task", {}]));
    task.onClose(() => events.push(["task", {}]));
    const connection = await device.ports.socket.next();
    connection.onOpen({ A: "b" });
    connection.onMessage("x");
    connection.onEnd({ failure: "net::ERR_FAILED" });
    expect(events).toEqual([
      ["task", {}],
      ["open", { header: { A: "b" } }],
      ["message", { data: "x" }],
      ["error", { errMsg: "connectSocket:fail net::ERR_FAILED", errno: 605103 }],
      ["task", {}],
      ["close", { code: 1006, reason: "" }],
    ]);
  });

  it("are one for each event: the next takes its place, but not what is no function", async () => {
    const error = vi.spyOn(console, "error").mockImplementation(() => {});
    const device = createMemoryDevice();
    const heard: string[] = [];
    device.wx.onSocketMessage(() => heard.push("first"));
    device.wx.onSocketMessage(() => heard.push("second"));
    Reflect.apply(device.wx.onSocketMessage, undefined, [undefined]);
    (await open(device)).connection.onMessage("x");
    expect(heard).toEqual(["second"]);
    expect(error).toHaveBeenCalledOnce();
    error.mockRestore();
  });

  it("stay for the next connection, and what they throw is reported", async () => {
    const device = createMemoryDevice();
    const error = new Error("of the app");
    device.wx.onSocketClose(() => {
      throw error;
    });
    for (let count = 0; count < 2; count += 1) (await open(device)).connection.onEnd({ code: 1000, reason: "" });
    expect(device.app.errors).toEqual([error, error]);
  });

  it("can't be taken off", () => {
    const names = Object.keys(createMemoryDevice().wx);
    expect(names.filter((name) => name.startsWith("offSocket"))).toEqual([]);
  });
});

describe("of several connections, the functions of wx", () => {
  it("act on the first that is not closed", async () => {
    const device = createMemoryDevice();
    const events = recordGlobal(device);
    const first = await open(device);
    const second = await open(device);
    second.connection.onMessage("of the second");
    first.connection.onMessage("of the first");
    await device.wx.sendSocketMessage({ data: "x" });
    expect(first.connection.sent).toEqual(["x"]);
    expect(second.connection.sent).toEqual([]);
    await device.wx.closeSocket({ code: 3000, reason: "r" });
    expect(first.connection.closing).toEqual({ code: 3000, reason: "r" });
    first.connection.onEnd({ code: 3000, reason: "r" });
    second.connection.onEnd({ code: 1000, reason: "" });
    expect(events).toEqual([
      ["open", { header: {} }],
      ["message", { data: "of the first" }],
      ["close", { code: 3000, reason: "r" }],
    ]);
  });

  it("turn to another only when a connection is opened next, and then to the oldest", async () => {
    const device = createMemoryDevice();
    const first = await open(device);
    const second = await open(device);
    first.connection.onEnd({ code: 1000, reason: "" });
    await expect(device.wx.sendSocketMessage({ data: "x" })).rejects.toEqual(notConnected("sendSocketMessage"));
    const events = recordGlobal(device);
    second.connection.onMessage("unheard");
    const third = await open(device);
    second.connection.onMessage("heard");
    third.connection.onMessage("unheard");
    await device.wx.sendSocketMessage({ data: "x" });
    expect(second.connection.sent).toEqual(["x"]);
    expect(events).toEqual([["message", { data: "heard" }]]);
  });

  it("stay with a connection that is closing", async () => {
    const device = createMemoryDevice();
    const first = await open(device);
    const events = recordGlobal(device);
    first.task.close();
    const second = await open(device);
    await expect(device.wx.sendSocketMessage({ data: "x" })).rejects.toEqual(notConnected("sendSocketMessage"));
    first.connection.onEnd({ code: 1000, reason: "" });
    second.connection.onMessage("unheard");
    expect(events).toEqual([["close", { code: 1000, reason: "" }]]);
  });

  it("do not turn to another for a call that failed", async () => {
    const device = createMemoryDevice();
    const first = await open(device);
    const second = await open(device);
    first.connection.onEnd({ code: 1000, reason: "" });
    device.wx.connectSocket({ url: "not a url", fail() {} });
    const events = recordGlobal(device);
    second.connection.onMessage("unheard");
    expect(events).toEqual([]);
  });

  it("hear both error and close of one that failed, also when a listener connects anew in between", async () => {
    const device = createMemoryDevice();
    const events = recordGlobal(device);
    const { task, connection } = await open(device);
    task.onError(() => device.wx.connectSocket({ url }));
    connection.onEnd({ failure: "net::ERR_FAILED" });
    (await device.ports.socket.next()).onOpen({ B: "c" });
    expect(events.map(([name]) => name)).toEqual(["open", "error", "close", "open"]);
  });
});

describe("wx.sendSocketMessage", () => {
  it("sends within the call, and resolves", async () => {
    const device = createMemoryDevice();
    const { connection } = await open(device);
    const bytes = new ArrayBuffer(1);
    const sending = [device.wx.sendSocketMessage({ data: "a" }), device.wx.sendSocketMessage({ data: bytes })];
    expect(connection.sent).toEqual(["a", bytes]);
    expect(await Promise.all(sending)).toEqual([
      { errMsg: "sendSocketMessage:ok" },
      { errMsg: "sendSocketMessage:ok" },
    ]);
  });

  it("fails without a connection, and before it is open", async () => {
    const { wx } = createMemoryDevice();
    await expect(wx.sendSocketMessage({ data: "x" })).rejects.toEqual(notConnected("sendSocketMessage"));
    wx.connectSocket({ url });
    await expect(wx.sendSocketMessage({ data: "x" })).rejects.toEqual(notConnected("sendSocketMessage"));
  });
});

describe("wx.closeSocket", () => {
  it("closes with 1000 when it is told nothing", async () => {
    const device = createMemoryDevice();
    const { connection } = await open(device);
    expect(await device.wx.closeSocket()).toEqual({ errMsg: "closeSocket:ok" });
    expect(connection.closing).toEqual({ code: 1000, reason: "" });
  });

  it("does not close what is not open: it opens later", async () => {
    const device = createMemoryDevice();
    await expect(device.wx.closeSocket()).rejects.toEqual(notConnected("closeSocket"));
    const events = recordGlobal(device);
    device.wx.connectSocket({ url });
    await expect(device.wx.closeSocket()).rejects.toEqual(notConnected("closeSocket"));
    const connection = await device.ports.socket.next();
    connection.onOpen({});
    expect(connection.closing).toBeUndefined();
    expect(events).toEqual([["open", { header: {} }]]);
    await device.wx.closeSocket();
    await expect(device.wx.closeSocket()).rejects.toEqual(notConnected("closeSocket"));
    connection.onEnd({ code: 1000, reason: "" });
    await expect(device.wx.closeSocket()).rejects.toEqual(notConnected("closeSocket"));
  });
});
