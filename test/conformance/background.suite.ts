import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SocketTask, Wx } from "../../src/core/api/index.ts";
import { recordCallbacks, type MemoryPorts, type RecordedCallbacks } from "../../src/testing/index.ts";

/** A device whose clock and whose going to the background are the test's; its network is that of a host. */
export interface BackgroundHost {
  readonly wx: Pick<
    Wx,
    "closeSocket" | "connectSocket" | "downloadFile" | "getImageInfo" | "request" | "sendSocketMessage" | "uploadFile"
  >;
  readonly ports: Pick<MemoryPorts, "clock" | "foreground">;
  readonly peer: Peer;
  /** Makes a local file and resolves with its path. */
  addFile(): Promise<string>;
  close(): Promise<void>;
}

/** The other end of the network. */
export interface Peer {
  /** Its answers are held until they are released, to any request. */
  readonly heldUrl: string;
  /** Answers a handshake at once. */
  readonly socketUrl: string;
  /** Does not answer a handshake. */
  readonly heldSocketUrl: string;
  /** Resolves when so many requests, or handshakes, have arrived. */
  arrived(count: number): Promise<void>;
  /** Answers what has arrived. */
  release(): Promise<void>;
  /** Resolves when so many of those that had arrived were broken off. */
  broken(count: number): Promise<void>;
  /** Resolves when no request and no connection is open. */
  idle(): Promise<void>;
  /** Answers what has arrived, and what comes late; resolves when no request and no connection is open. */
  end(): Promise<void>;
}

/** Why a host can't do something. */
export interface BackgroundTraits {
  /** Why the other end is not told at once that a connection was given up before it was open. */
  readonly lingers?: string;
}

const APIS = ["request", "uploadFile", "downloadFile"] as const;
const interrupted = (api: string): object => ({ errMsg: `${api}:fail interrupted`, errno: 600003 });

/** The platform's rule for the network of an app in the background. */
export function backgroundSuite(create: () => Promise<BackgroundHost>, traits: BackgroundTraits = {}): void {
  let host: BackgroundHost;
  let filePath: string;

  beforeEach(async () => {
    host = await create();
    filePath = await host.addFile();
  });
  afterEach(async () => {
    const { clock, foreground } = host.ports;
    await host.peer.end();
    await expect.poll(() => [clock.scheduledCount, foreground.listenerCount]).toEqual([0, 0]);
    await host.close();
  });

  const toBackground = (): void => host.ports.foreground.change(false);
  const toForeground = (): void => host.ports.foreground.change(true);
  const advance = (ms: number): void => host.ports.clock.advance(ms);

  function call(api: (typeof APIS)[number]): RecordedCallbacks {
    const { wx, peer } = host;
    const callbacks = recordCallbacks();
    if (api === "uploadFile") wx.uploadFile({ url: peer.heldUrl, filePath, name: "file", ...callbacks });
    else wx[api]({ url: peer.heldUrl, ...callbacks });
    return callbacks;
  }

  /** Opens a connection, and lists what happens to it. */
  function connect(url: string): { task: SocketTask; events: unknown[]; opened: Promise<void>; closed: Promise<void> } {
    const task = host.wx.connectSocket({ url, success() {} });
    const events: unknown[] = [];
    const opened = new Promise<void>((resolve) => task.onOpen(() => resolve()));
    task.onError((event) => events.push(["error", event]));
    const closed = new Promise<void>((resolve) => {
      task.onClose((event) => {
        events.push(["close", event]);
        resolve();
      });
    });
    return { task, events, opened, closed };
  }

  describe.each(APIS)("wx.%s", (api) => {
    it("is interrupted five seconds after the app went to the background, and the other end sees it", async () => {
      const { calls, completed } = call(api);
      await host.peer.arrived(1);
      toBackground();
      advance(5000);
      expect(await completed).toEqual(interrupted(api));
      expect(calls.map(([name]) => name)).toEqual(["fail", "complete"]);
      await host.peer.broken(1);
    });

    it("has just under five seconds in the background to finish", async () => {
      const { completed } = call(api);
      await host.peer.arrived(1);
      toBackground();
      advance(4999);
      await host.peer.release();
      expect(await completed).toMatchObject({ errMsg: `${api}:ok` });
    });

    it("goes on when the app comes back in time, and starts with five new seconds when it leaves again", async () => {
      const { completed } = call(api);
      await host.peer.arrived(1);
      toBackground();
      advance(4999);
      toForeground();
      advance(20_000);
      toBackground();
      advance(4999);
      await host.peer.release();
      expect(await completed).toMatchObject({ errMsg: `${api}:ok` });
    });

    it("fails at once in the background, and works again in the foreground", async () => {
      toBackground();
      const first = call(api);
      expect(await first.completed).toEqual(interrupted(api));
      advance(60_000);
      expect(await call(api).completed).toEqual(interrupted(api));
      toForeground();
      const second = call(api);
      // Had one of the others been sent, it would be the one.
      await host.peer.arrived(1);
      await host.peer.release();
      expect(await second.completed).toMatchObject({ errMsg: `${api}:ok` });
    });

    it("is interrupted while it waits behind ten others, too; each call fails once, in their order", async () => {
      const order: number[] = [];
      const all = Array.from({ length: 13 }, (_, index) => {
        const callbacks = call(api);
        return callbacks.completed.then((outcome) => {
          order.push(index);
          return [outcome, callbacks.calls.length];
        });
      });
      toBackground();
      advance(5000);
      expect(await Promise.all(all)).toEqual(Array.from({ length: 13 }, () => [interrupted(api), 2]));
      expect(order).toEqual(Array.from({ length: 13 }, (_, index) => index));
      await host.peer.idle();
    });
  });

  it("interrupts a picture that is fetched, and fetches none in the background", async () => {
    const fetching = host.wx.getImageInfo({ src: host.peer.heldUrl });
    await host.peer.arrived(1);
    toBackground();
    advance(5000);
    await expect(fetching).rejects.toEqual(interrupted("getImageInfo"));
    await expect(host.wx.getImageInfo({ src: host.peer.heldUrl })).rejects.toEqual(interrupted("getImageInfo"));
    await host.peer.idle();
  });

  describe("a connection", () => {
    it("is closed after five seconds in the background, without an error", async () => {
      const { task, events, opened, closed } = connect(host.peer.socketUrl);
      await opened;
      toBackground();
      advance(4999);
      expect(task.readyState).toBe(task.OPEN);
      advance(1);
      await closed;
      expect(task.readyState).toBe(task.CLOSED);
      expect(events).toEqual([["close", { code: 1006, reason: "interrupted" }]]);
      await host.peer.idle();
    });

    it("stays when the app comes back in time", async () => {
      const { task, events, opened, closed } = connect(host.peer.socketUrl);
      await opened;
      toBackground();
      advance(4999);
      toForeground();
      advance(5000);
      expect(task.readyState).toBe(task.OPEN);
      task.close();
      await closed;
      expect(events).toEqual([["close", { code: 1000, reason: "" }]]);
    });

    it("that is not open yet tells of an error, too", async () => {
      const { events, closed } = connect(host.peer.heldSocketUrl);
      await host.peer.arrived(1);
      toBackground();
      advance(5000);
      await closed;
      expect(events).toEqual([
        ["error", interrupted("connectSocket")],
        ["close", { code: 1006, reason: "interrupted" }],
      ]);
      if (traits.lingers === undefined) await host.peer.broken(1);
    });

    it("that the app has closed ends as the app wanted", async () => {
      const { task, events, opened, closed } = connect(host.peer.socketUrl);
      await opened;
      task.close({ code: 3001, reason: "bye" });
      toBackground();
      advance(5000);
      await closed;
      expect(events).toEqual([["close", { code: 3001, reason: "bye" }]]);
      await host.peer.idle();
    });

    it("frees its place for a new one", async () => {
      const five = Array.from({ length: 5 }, () => connect(host.peer.heldSocketUrl));
      await host.peer.arrived(1);
      toBackground();
      advance(5000);
      await Promise.all(five.map(({ closed }) => closed));
      toForeground();
      const { task, events, opened, closed } = connect(host.peer.socketUrl);
      await opened;
      expect(events).toEqual([]);
      task.close();
      await closed;
    });

    it("is neither opened, used nor closed in the background", async () => {
      const { wx, peer } = host;
      const { task, opened, closed } = connect(peer.socketUrl);
      await opened;
      toBackground();
      const connecting = recordCallbacks();
      const sending = recordCallbacks();
      const closing = recordCallbacks();
      wx.connectSocket({ url: peer.socketUrl, ...connecting });
      task.send({ data: "x", ...sending });
      task.close(closing);
      expect(await Promise.all([connecting, sending, closing].map(({ completed }) => completed))).toEqual([
        interrupted("connectSocket"),
        interrupted("SocketTask.send"),
        interrupted("closeSocket"),
      ]);
      await expect(wx.sendSocketMessage({ data: "x" })).rejects.toEqual(interrupted("sendSocketMessage"));
      await expect(wx.closeSocket()).rejects.toEqual(interrupted("closeSocket"));
      expect(task.readyState).toBe(task.OPEN);
      toForeground();
      task.close();
      await closed;
    });
  });
}
