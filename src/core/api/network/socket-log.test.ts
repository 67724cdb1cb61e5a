import { describe, expect, it } from "vitest";
import { createMemoryApp, createMemoryDevice, type MemoryDevice } from "../../../testing/index.ts";
import { createWx } from "../create-wx.ts";
import type { SocketTask } from "./socket-task.ts";

const url = "wss://example.com/socket";

async function connect({ wx, ports }: MemoryDevice): Promise<{
  task: SocketTask;
  connection: Awaited<ReturnType<typeof ports.socket.next>>;
}> {
  const task = wx.connectSocket({ url, header: { "x-a": "b" } });
  return { task, connection: await ports.socket.next() };
}

describe("the inspector of connections", () => {
  it("sees connecting, open, each message in both directions, and the end", async () => {
    const device = createMemoryDevice();
    const { task, connection } = await connect(device);
    connection.onOpen({ upgrade: "websocket" });
    task.send({ data: "猫" });
    connection.onMessage(new Uint8Array([1, 2]).buffer);
    device.ports.clock.advance(5);
    connection.onEnd({ code: 4001, reason: "bye" });

    const { socketReports } = device.ports.inspector;
    const idle = { sentMessages: 0, sentBytes: 0, receivedMessages: 0, receivedBytes: 0, message: undefined };
    const sent = { sentMessages: 1, sentBytes: 3 };
    const both = { ...sent, receivedMessages: 1, receivedBytes: 2 };
    const message = { atMs: 0, kind: "text", direction: "sent", sizeBytes: 3, preview: "猫" };
    expect(socketReports).toMatchObject([
      { ...idle, state: "connecting", id: 1, api: "connectSocket", url, startedMs: 0, requestHeaders: { "x-a": "b" } },
      { ...idle, state: "open", responseHeaders: { upgrade: "websocket" } },
      { ...idle, ...sent, state: "open", message },
      { ...both, message: { atMs: 0, kind: "bytes", direction: "received", sizeBytes: 2, preview: "" } },
      { ...both, state: "closed", endedMs: 5, close: { code: 4001, reason: "bye" }, message: undefined },
    ]);
    expect(socketReports.at(-1)?.error).toBeUndefined();
  });

  it("sees that the app closes, and with what", async () => {
    const device = createMemoryDevice();
    const { task, connection } = await connect(device);
    connection.onOpen({});
    task.close({ code: 3000, reason: "enough" });
    task.close();
    connection.onEnd({ failure: "net::ERR_FAILED" });
    expect(device.ports.inspector.socketReports.slice(2)).toMatchObject([
      { state: "closing" },
      { state: "closed", close: { code: 3000, reason: "enough" }, error: undefined },
    ]);
  });

  it("sees why a connection failed", async () => {
    const device = createMemoryDevice();
    const { connection } = await connect(device);
    connection.onEnd({ failure: "net::ERR_CONNECTION_REFUSED" });
    expect(device.ports.inspector.socketReports.at(-1)).toMatchObject({
      state: "closed",
      close: { code: 1006, reason: "" },
      error: "connectSocket:fail net::ERR_CONNECTION_REFUSED",
    });
  });

  it("sees no message that was not sent, and only the beginning of a long one", async () => {
    const device = createMemoryDevice();
    const { task, connection } = await connect(device);
    task.send({ data: "too early" });
    connection.onOpen({});
    connection.onMessage("x".repeat(1000));
    const [last, ...others] = device.ports.inspector.socketReports.toReversed();
    expect(last).toMatchObject({ sentMessages: 0, message: { sizeBytes: 1000, preview: "x".repeat(200) } });
    expect(others.every(({ message }) => message === undefined)).toBe(true);
  });

  it("tells connections apart", async () => {
    const device = createMemoryDevice();
    await connect(device);
    await connect(device);
    expect(device.ports.inspector.socketReports.map(({ id }) => id)).toEqual([1, 2]);
  });

  it("is not needed", async () => {
    const { ports } = createMemoryDevice();
    const wx = createWx({ ports: { ...ports, inspector: undefined }, app: createMemoryApp({}) });
    const messages: unknown[] = [];
    const task = wx.connectSocket({ url });
    task.onMessage(({ data }) => messages.push(data));
    const connection = await ports.socket.next();
    connection.onOpen({});
    task.send({ data: "a" });
    connection.onMessage("b");
    connection.onEnd({ code: 1000, reason: "" });
    expect([connection.sent, messages]).toEqual([["a"], ["b"]]);
    expect(ports.inspector.socketReports).toEqual([]);
  });
});
