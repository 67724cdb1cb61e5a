import { afterEach, beforeEach, describe, expect, inject, it, vi } from "vitest";
import type { SocketTask, Wx } from "../../src/core/api/index.ts";
import { recordCallbacks } from "../../src/testing/index.ts";
import { sampleBytes, sha256 } from "./sample-bytes.ts";
import { createServerLog, type Ask, type ServerLog } from "./server-log.ts";

/** A device that opens WebSockets to the test server. */
export interface SocketHost {
  readonly wx: Pick<
    Wx,
    | "connectSocket"
    | "sendSocketMessage"
    | "closeSocket"
    | "onSocketOpen"
    | "onSocketMessage"
    | "onSocketError"
    | "onSocketClose"
  >;
  /** Address of the test server, `http:`, without a slash at its end. */
  readonly serverUrl: string;
  /** What callbacks and listeners threw. */
  readonly errors: readonly unknown[];
  /** How the test itself talks to the server, where that must leave no connection. */
  readonly ask?: Ask;
  /** Counts what is open for connections. */
  openCounts(): Promise<{ sockets: number; timers: number }>;
  /** Frees everything, and rejects when a connection left something open. */
  close(): Promise<void>;
}

/** Reasons why a host can't do something. */
export interface SocketTraits {
  /** Why headers of an app don't reach the server, and those of the server not the app. */
  hasNoHeaders?: string;
  /** Why it can't tell how long the steps took. */
  cannotMeasure?: string;
  /** Why it can't tell why a connection failed. */
  hidesCauses?: string;
  /** Why the server is not told at once that a connection was given up before it was open. */
  lingers?: string;
}

type ConnectOptions = Partial<Parameters<Wx["connectSocket"]>[0]>;
type Event = [name: string, event: unknown];

/** A Task and what has happened to it. */
interface Watched {
  readonly task: SocketTask;
  readonly events: Event[];
  /** Resolves when it is open; rejects when it is closed before. */
  readonly opened: Promise<void>;
  readonly closed: Promise<void>;
  /** Resolves with as many messages as these, as soon as they are there. */
  messages(count: number): Promise<(string | ArrayBuffer)[]>;
}

/** The contract of `wx.connectSocket` and the functions that go with it, over real sockets. */
export function socketSuite(create: () => Promise<SocketHost>, traits: SocketTraits = {}): void {
  let host: SocketHost;
  let server: ServerLog;
  let socketUrl: string;
  let tasks: SocketTask[];

  beforeEach(async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    vi.spyOn(console, "warn").mockImplementation(() => {});
    host = await create();
    tasks = [];
    server = createServerLog(host.serverUrl, host.ask);
    socketUrl = `${host.serverUrl.replace("http", "ws")}/socket`;
    await server.reset();
  });
  afterEach(async () => {
    for (const task of tasks) task.close();
    await server.end();
    await expect.poll(() => host.openCounts()).toEqual({ sockets: 0, timers: 0 });
    await host.close();
    vi.restoreAllMocks();
  });

  /** Opens a connection to the test server, or to another URL, and lists what happens to it. */
  function connect(query = "", options: ConnectOptions = {}): Watched {
    const task = host.wx.connectSocket({ url: socketUrl + query, success() {}, ...options });
    tasks.push(task);
    return watch(task);
  }

  async function connectOpen(query = "", options: ConnectOptions = {}): Promise<Watched> {
    const watched = connect(query, options);
    await watched.opened;
    return watched;
  }

  /** Calls a method with callbacks and resolves with the names of those that were called, and what they got. */
  async function outcomeOf(call: (callbacks: object) => void): Promise<unknown[]> {
    const callbacks = recordCallbacks();
    call(callbacks);
    const outcome = await callbacks.completed;
    return [...callbacks.calls.map(([name]) => name), outcome];
  }

  describe("a connection", () => {
    it("succeeds, then opens, tells of messages, and closes", async () => {
      const order: string[] = [];
      const callbacks = recordCallbacks();
      const { events, opened, closed, messages, task } = connect("?push=2", {
        ...callbacks,
        success: () => order.push("success"),
      });
      task.onOpen(() => order.push("open"));
      expect(order).toEqual([]);
      expect(task.readyState).toBe(task.CONNECTING);
      await opened;
      expect(order).toEqual(["success", "open"]);
      expect(task.readyState).toBe(task.OPEN);
      expect(await callbacks.completed).toEqual({ errMsg: "connectSocket:ok" });
      await messages(2);
      task.close();
      expect(task.readyState).toBe(task.CLOSING);
      await closed;
      expect(task.readyState).toBe(task.CLOSED);
      expect(events.map(([name]) => name)).toEqual(["open", "message", "message", "close"]);
    });

    it("asks for the path and the query, without the fragment", async () => {
      await connectOpen("?a=b%20c#part");
      expect((await server.requests({ open: 1 })).map(({ url }) => url)).toEqual(["/socket?a=b%20c"]);
    });

    it("has the sub-protocol that the server chooses", async () => {
      const { events } = await connectOpen("", { protocols: ["v2.chat", "v1.chat"] });
      const [request] = await server.requests({ open: 1 });
      expect(String(request?.headers["sec-websocket-protocol"]).split(/, */)).toEqual(["v2.chat", "v1.chat"]);
      expect(events[0]).toMatchObject(["open", { header: { "Sec-WebSocket-Protocol": "v2.chat" } }]);
    });

    it.skipIf(traits.hasNoHeaders)(
      "sends headers of the app, but not its Referer nor those of the handshake",
      async () => {
        const header = {
          "X-A": 1,
          Cookie: "a=b",
          Referer: "https://app.example/",
          Host: "app.example",
          "Sec-WebSocket-Key": "x",
          Upgrade: "x",
        };
        const { events } = await connectOpen("", { header });
        const [request] = await server.requests({ open: 1 });
        expect(request?.headers).toMatchObject({
          "x-a": "1",
          cookie: "a=b",
          referer: expect.stringMatching(/^https:\/\/servicewechat\.com\/.+\/0\/page-frame\.html$/),
          host: new URL(host.serverUrl).host,
          upgrade: "websocket",
        });
        expect(request?.headers).not.toHaveProperty("origin");
        expect(events[0]).toMatchObject(["open", { header: { Upgrade: "websocket" } }]);
      },
    );

    it.runIf(traits.hasNoHeaders)("opens without headers of the app or of the server", async () => {
      const { events } = await connectOpen("", { header: { "X-A": 1 } });
      const [request] = await server.requests({ open: 1 });
      expect(request?.headers).not.toHaveProperty("x-a");
      expect(events).toEqual([["open", { header: {} }]]);
    });
  });

  it.skipIf(traits.cannotMeasure)("tells its own listeners how long the steps took", async () => {
    const before = Date.now();
    const heard: object[] = [];
    host.wx.onSocketOpen((event) => heard.push(event));
    const { events } = await connectOpen("?headers-delay=50");
    const [opening] = events.map(([, event]) => event as { profile: Record<string, number> });
    const profile = opening?.profile ?? {};
    const steps = ["fetchStart", "domainLookUpStart", "domainLookUpEnd", "connectStart", "connectEnd"];
    const times = [before, ...steps.map((step) => profile[step] ?? 0), Date.now()];
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(profile).toEqual({
      ...Object.fromEntries(steps.map((step) => [step, expect.any(Number)])),
      rtt: expect.any(Number),
      handshakeCost: expect.any(Number),
      cost: expect.any(Number),
    });
    expect(profile["handshakeCost"]).toBeGreaterThanOrEqual(49);
    expect(profile["cost"]).toBeGreaterThanOrEqual(profile["handshakeCost"] ?? 0);
    expect(heard).toEqual([{ header: expect.any(Object) }]);
  });

  it.runIf(traits.cannotMeasure)("leaves out how long the steps took where that can't be measured", async () => {
    const { events } = await connectOpen();
    expect(events[0]?.[1]).not.toHaveProperty("profile");
  });

  describe("messages", () => {
    it.each(["", "text", "猫 🐈 \u0000 \n", "x".repeat(100_000)])("of text come back as text: %j", async (text) => {
      const { task, messages } = await connectOpen();
      expect(await outcomeOf((callbacks) => task.send({ data: text, ...callbacks }))).toEqual([
        "success",
        "complete",
        { errMsg: "SocketTask.send:ok" },
      ]);
      expect(await messages(1)).toEqual([text]);
    });

    it.each([0, 1, 125, 126, 65_536, 1_000_000])("of %i bytes come back as a buffer of that size", async (size) => {
      const { task, messages } = await connectOpen();
      const bytes = sampleBytes(size);
      task.send({ data: bytes.slice().buffer });
      const [data] = await messages(1);
      if (!(data instanceof ArrayBuffer)) throw new TypeError("The message is no ArrayBuffer");
      expect(data.byteLength).toBe(size);
      expect(await sha256(new Uint8Array(data))).toBe(await sha256(bytes));
    });

    it("keep their order, texts and bytes alike", async () => {
      const { task, messages } = await connectOpen();
      for (let number = 0; number < 100; number += 1) {
        task.send({ data: number % 2 === 0 ? String(number) : new Uint8Array(number * 100).fill(number).buffer });
      }
      const numbers = (await messages(100)).map((data) =>
        typeof data === "string" ? Number(data) : new Uint8Array(data)[data.byteLength - 1],
      );
      expect(numbers).toEqual(Array.from({ length: 100 }, (_nothing, number) => number));
    });

    it("that the server sends on its own all arrive", async () => {
      const { messages } = connect("?push=200");
      expect(await messages(200)).toEqual(Array.from({ length: 200 }, (_nothing, index) => String(index + 1)));
    });

    it("leave with the bytes of the moment of the call", async () => {
      const { task, messages } = await connectOpen();
      const bytes = Uint8Array.of(1, 2, 3);
      task.send({ data: bytes.buffer });
      bytes.fill(9);
      expect((await messages(1)).map((data) => [...new Uint8Array(data as ArrayBuffer)])).toEqual([[1, 2, 3]]);
    });

    it.each([
      [{}, "Undefined"],
      [{ data: 1 }, "Number"],
      [{ data: { a: 1 } }, "Object"],
      [{ data: Uint8Array.of(1) }, "Uint8Array"],
    ])("that are neither are refused: %o", async (options, type) => {
      const { task, messages } = await connectOpen();
      const reason = `fail parameter error: parameter.data should be String instead of ${type};`;
      expect(
        await outcomeOf((callbacks) => Reflect.apply(task.send, undefined, [{ ...options, ...callbacks }])),
      ).toEqual(["fail", "complete", { errMsg: `SocketTask.send:${reason}`, errno: 1001 }]);
      task.send({ data: "after" });
      expect(await messages(1)).toEqual(["after"]);
    });

    it("can't be sent before the connection is open or after it was closed", async () => {
      const { task, opened, closed } = connect();
      const send = (): Promise<unknown[]> => outcomeOf((callbacks) => task.send({ data: "x", ...callbacks }));
      const failure = ["fail", "complete", { errMsg: "SocketTask.send:fail SocketTask.readyState is not OPEN" }];
      expect(await send()).toEqual(failure);
      await opened;
      task.close();
      expect(await send()).toEqual(failure);
      await closed;
      expect(await send()).toEqual(failure);
    });
  });

  describe("the end", () => {
    it("by the server has its code and reason", async () => {
      const { events, closed } = connect("?push=1&close=4001&reason=再见");
      await closed;
      expect(events.map(([name]) => name)).toEqual(["open", "message", "close"]);
      expect(events.at(-1)).toEqual(["close", { code: 4001, reason: "再见" }]);
    });

    it.each([
      [undefined, { code: 1000, reason: "" }],
      [
        { code: 3001, reason: "猫".repeat(41) },
        { code: 3001, reason: "猫".repeat(41) },
      ],
      [{ reason: "only a reason" }, { code: 1000, reason: "only a reason" }],
    ])("by the app comes after the success of its close: %j", async (options, expected) => {
      const { task, events, closed } = await connectOpen();
      const order: string[] = [];
      task.onClose(() => order.push("close"));
      task.close({ ...options, success: () => order.push("success") });
      await closed;
      expect(order).toEqual(["success", "close"]);
      expect(events.slice(1)).toEqual([["close", expected]]);
      await server.requests({ complete: 1 });
      expect(await outcomeOf((callbacks) => task.close(callbacks))).toEqual([
        "fail",
        "complete",
        { errMsg: "closeSocket:fail wcwss taskID not exist" },
      ]);
    });

    it.each([{ code: 1001 }, { code: 2999 }, { code: 5000 }, { reason: "x".repeat(124) }])(
      "is not reached with what the protocol forbids: %j",
      async (options) => {
        const { task, messages } = await connectOpen();
        const [name, , failure] = await outcomeOf((callbacks) => task.close({ ...options, ...callbacks }));
        expect([name, failure]).toEqual([
          "fail",
          { errMsg: expect.stringMatching(/^closeSocket:fail parameter error: ./), errno: 1001 },
        ]);
        task.send({ data: "still open" });
        expect(await messages(1)).toEqual(["still open"]);
      },
    );

    it("of a connection that is given up before it is open is no error", async () => {
      const { task, events, closed } = connect("?hold=1");
      await server.requests({ open: 1 });
      const callbacks = recordCallbacks();
      task.close({ code: 3002, reason: "no time", ...callbacks });
      await closed;
      expect(callbacks.calls.map(([name]) => name)).toEqual(["success", "complete"]);
      expect(events).toEqual([["close", { code: 3002, reason: "no time" }]]);
    });

    it.skipIf(traits.lingers)("of a connection that is given up before it is open reaches the server", async () => {
      const { task, closed } = connect("?hold=1");
      await server.requests({ open: 1 });
      task.close({});
      await closed;
      expect(await server.requests({ broken: 1 })).toHaveLength(1);
    });

    it("of a connection that broke is an error, then 1006", async () => {
      const { task, events, closed } = await connectOpen("?drop=5");
      task.send({ data: "1234" });
      task.send({ data: "5" });
      await closed;
      expect(events).toEqual([
        ["open", expect.anything()],
        ["message", { data: "1234" }],
        ["error", { errMsg: expect.stringMatching(/^connectSocket:fail net::ERR_[A-Z_]+$/), errno: 605103 }],
        ["close", { code: 1006, reason: "" }],
      ]);
    });
  });

  describe("a connection that can't be opened", () => {
    it.each([
      ["refused by the server", "?status=503"],
      ["that the server does not have", "/../nothing"],
      ["answered with an ordinary response", "?status=200"],
    ])("is %s: it succeeds, then tells of an error and of close", async (_how, query) => {
      const callbacks = recordCallbacks();
      const { events, closed } = connect(query, callbacks);
      await closed;
      expect(callbacks.calls.map(([name]) => name)).toEqual(["success", "complete"]);
      expect(events).toEqual([
        ["error", { errMsg: expect.stringMatching(/^connectSocket:fail net::ERR_[A-Z_]+/), errno: 605103 }],
        ["close", { code: 1006, reason: "" }],
      ]);
    });

    it.each([
      ["to a port where nobody listens", "ws://127.0.0.1:9/", "CONNECTION_REFUSED"],
      ["to a name that does not exist", "ws://name.invalid/", "NAME_NOT_RESOLVED"],
      ["to a server whose certificate nobody trusts", () => wss("tlsUrl"), "CERT_AUTHORITY_INVALID"],
      ["to a server that knows no version of TLS after 1.1", () => wss("oldTlsUrl"), "SSL_PROTOCOL_ERROR"],
    ])("is one %s", async (_which, url, cause) => {
      const { events, closed } = connect("", { url: typeof url === "string" ? url : url() });
      await closed;
      const name = traits.hidesCauses === undefined ? cause : "FAILED";
      expect(events).toEqual([
        ["error", { errMsg: `connectSocket:fail net::ERR_${name}`, errno: 605103 }],
        ["close", { code: 1006, reason: "" }],
      ]);
    });

    it("is one that takes too long", async () => {
      const { events, closed } = connect("?hold=1", { timeout: 200 });
      await closed;
      expect(events).toEqual([
        ["error", { errMsg: "connectSocket:fail timeout", errno: 5 }],
        ["close", { code: 1006, reason: "" }],
      ]);
      if (traits.lingers !== undefined) return;
      // A slow machine may reach the limit before the server saw anything; if it did, the connection is broken.
      await server.requests({ broken: (await server.requests()).length });
    });

    it.each([
      [{ url: "test.php" }, { errMsg: 'connectSocket:fail invalid url "test.php"', errno: 600009 }],
      [{ url: "http://127.0.0.1" }, { errMsg: 'connectSocket:fail invalid url "http://127.0.0.1"', errno: 600009 }],
      [
        {},
        {
          errMsg: "connectSocket:fail parameter error: parameter.url should be String instead of Undefined;",
          errno: 1001,
        },
      ],
      [{ url: "" }, { errMsg: 'connectSocket:fail invalid url ""', errno: 600009 }],
      [{ url: "//127.0.0.1" }, { errMsg: 'connectSocket:fail invalid url "//127.0.0.1"', errno: 600009 }],
      [{ url: "ws://" }, { errMsg: 'connectSocket:fail invalid url "ws://"', errno: 600009 }],
      [
        { url: ["ws://127.0.0.1"] },
        {
          errMsg: "connectSocket:fail parameter error: parameter.url should be String instead of Array;",
          errno: 1001,
        },
      ],
      [
        { url: "ws://127.0.0.1", header: { "X-A": "a\r\nX-Evil: 1" } },
        { errMsg: 'connectSocket:fail invalid header "X-A"', errno: 600005 },
      ],
      [
        { url: "ws://127.0.0.1", header: { "X-A\r\nX-Evil": "1" } },
        { errMsg: 'connectSocket:fail invalid header "X-A\\r\\nX-Evil"', errno: 600005 },
      ],
      [
        { url: "ws://127.0.0.1", protocols: ["a\r\nX-Evil: 1"] },
        { errMsg: 'connectSocket:fail parameter error: invalid protocols "a\r\nX-Evil: 1"', errno: 1001 },
      ],
      [
        { url: "ws://127.0.0.1", protocols: ["a,b"] },
        { errMsg: 'connectSocket:fail parameter error: invalid protocols "a,b"', errno: 1001 },
      ],
      [
        { url: "ws://127.0.0.1", forceCellularNetwork: true },
        { errMsg: "connectSocket:fail not supported", errno: 100 },
      ],
    ])("is one with %j: it fails, and its Task does nothing", async (options, failure) => {
      let task: unknown;
      const outcome = await outcomeOf((callbacks) => {
        task = Reflect.apply(host.wx.connectSocket, undefined, [{ ...options, ...callbacks }]);
      });
      expect(outcome).toEqual(["fail", "complete", failure]);
      const { events } = watch(task as SocketTask);
      (task as SocketTask).close();
      await connectOpen();
      expect(events).toEqual([]);
      expect(await server.requests()).toHaveLength(1);
    });
  });

  it("goes on when a listener or a callback throws, and tells the app", async () => {
    const thrown = ["success", "open", "message", "close"].map((name) => new Error(name));
    const heard: string[] = [];
    const { task, closed } = connect("?push=1&close=4000", {
      success() {
        throw thrown[0];
      },
    });
    (["onOpen", "onMessage", "onClose"] as const).forEach((event, index) => {
      task[event](() => {
        throw thrown[index + 1];
      });
      task[event](() => heard.push(event));
    });
    await closed;
    await connectOpen();
    expect(heard).toEqual(["onOpen", "onMessage", "onClose"]);
    expect(host.errors).toEqual(thrown);
  });

  it("does nothing when a method of its Task is called after the end", async () => {
    const { task, events, closed } = connect("?close=4000");
    await closed;
    const before = events.length;
    const late = vi.fn();
    task.onOpen(late);
    task.onMessage(late);
    task.onError(late);
    task.onClose(late);
    task.send({ data: "x" });
    task.close();
    await connectOpen();
    expect(late).not.toHaveBeenCalled();
    expect(events).toHaveLength(before);
  });

  it("is one of five at most, whatever their state", async () => {
    const all = [await connectOpen(), await connectOpen("?drop=1"), connect("?hold=1"), connect("?hold=1"), connect()];
    const failure = { errMsg: "connectSocket:fail fail reach max websocket connect count 5" };
    const sixth = (): Promise<unknown[]> =>
      outcomeOf((callbacks) => host.wx.connectSocket({ url: socketUrl, ...callbacks }));
    expect(await sixth()).toEqual(["fail", "complete", failure]);
    all[0]?.task.close();
    expect(await sixth()).toEqual(["fail", "complete", failure]);
    await all[0]?.closed;
    const seventh = connect("?hold=1");
    expect(await sixth()).toEqual(["fail", "complete", failure]);
    all[1]?.task.send({ data: "breaks it" });
    await all[1]?.closed;
    seventh.task.close();
    all[2]?.task.close();
    all[3]?.task.close();
    await Promise.all([seventh.closed, all[2]?.closed, all[3]?.closed]);
    await connectOpen();
  });

  describe("the functions of wx", () => {
    function watchGlobal(): Event[] {
      const events: Event[] = [];
      host.wx.onSocketOpen((event) => events.push(["open", event]));
      host.wx.onSocketMessage((event) => events.push(["message", event]));
      host.wx.onSocketError((event) => events.push(["error", event]));
      host.wx.onSocketClose((event) => events.push(["close", event]));
      return events;
    }
    const closedGlobally = (): Promise<unknown> => new Promise((resolve) => host.wx.onSocketClose(resolve));

    it("work for the one connection, with listeners that were there before", async () => {
      const events = watchGlobal();
      const messages: unknown[] = [];
      const opened = new Promise((resolve) => host.wx.onSocketOpen(resolve));
      const echoed = new Promise<void>((resolve) => {
        host.wx.onSocketMessage(({ data }) => {
          messages.push(typeof data === "string" ? data : [...new Uint8Array(data)]);
          if (messages.length === 2) resolve();
        });
      });
      const failure = { errMsg: "sendSocketMessage:fail WebSocket is not connected" };
      await expect(host.wx.sendSocketMessage({ data: "x" })).rejects.toEqual(failure);
      connect();
      await expect(host.wx.sendSocketMessage({ data: "x" })).rejects.toEqual(failure);
      await expect(host.wx.closeSocket()).rejects.toEqual({ errMsg: "closeSocket:fail WebSocket is not connected" });
      expect(await opened).toEqual({ header: expect.any(Object) });
      expect(await host.wx.sendSocketMessage({ data: "猫" })).toEqual({ errMsg: "sendSocketMessage:ok" });
      await host.wx.sendSocketMessage({ data: Uint8Array.of(1, 2).buffer });
      await echoed;
      expect(messages).toEqual(["猫", [1, 2]]);
      const closed = closedGlobally();
      expect(await host.wx.closeSocket({ code: 4000, reason: "done" })).toEqual({ errMsg: "closeSocket:ok" });
      expect(await closed).toEqual({ code: 4000, reason: "done" });
      // Each listener that was there first has been replaced.
      expect(events).toEqual([]);
    });

    it("tell of errors, after the Task", async () => {
      const events = watchGlobal();
      const { task, closed } = connect("?status=500");
      task.onError(() => events.push(["of the task", undefined]));
      await closed;
      expect(events.map(([name]) => name)).toEqual(["of the task", "error", "close"]);
    });

    it("stay with the first of several, and turn to the oldest when one is opened next", async () => {
      const [first, second] = [await connectOpen(), await connectOpen()];
      const events = watchGlobal();
      second.task.send({ data: "unheard" });
      await second.messages(1);
      await host.wx.sendSocketMessage({ data: "first" });
      expect(await first.messages(1)).toEqual(["first"]);
      first.task.close();
      await first.closed;
      await expect(host.wx.sendSocketMessage({ data: "x" })).rejects.toHaveProperty("errMsg");
      await connectOpen();
      await host.wx.sendSocketMessage({ data: "second" });
      expect(await second.messages(2)).toEqual(["unheard", "second"]);
      expect(events).toEqual([
        ["message", { data: "first" }],
        ["close", { code: 1000, reason: "" }],
        ["message", { data: "second" }],
      ]);
    });
  });
}

/** The address of a server by TLS. */
function wss(name: "tlsUrl" | "oldTlsUrl"): string {
  return inject(name).replace("https", "wss");
}

function watch(task: SocketTask): Watched {
  const events: Event[] = [];
  const data: (string | ArrayBuffer)[] = [];
  let check = (): void => {};
  task.onOpen((event) => events.push(["open", event]));
  task.onMessage((event) => {
    events.push(["message", event]);
    data.push(event.data);
    check();
  });
  task.onError((event) => events.push(["error", event]));
  task.onClose((event) => events.push(["close", event]));
  const closed = new Promise<void>((resolve) => {
    task.onClose(() => resolve());
  });
  const opened = new Promise<void>((resolve, reject) => {
    task.onOpen(() => resolve());
    task.onClose(() => reject(new Error("The connection was closed before it was open")));
  });
  opened.catch(() => {});
  return {
    task,
    events,
    opened,
    closed,
    messages: (count) =>
      new Promise((resolve) => {
        check = () => {
          if (data.length >= count) resolve(data.slice(0, count));
        };
        check();
      }),
  };
}
