import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DownloadFileResult, Wx } from "../../src/core/api/index.ts";
import { recordCallbacks } from "../../src/testing/index.ts";
import { createServerLog, type Ask, type ServerLog } from "./server-log.ts";

/** A device that moves more than fits into memory, or more calls than fit into the queue. */
export interface HeavyLoadHost {
  /** Takes downloads of {@link HeavyLoadHost.downloadBytes}. */
  readonly wx: Pick<Wx, "downloadFile" | "request" | "uploadFile">;
  readonly serverUrl: string;
  /** Size of a download that is large for this host; an upload has a gibibyte. */
  readonly downloadBytes: number;
  readonly ask?: Ask;
  /** Makes a local file of so many zeros and resolves with its path. */
  addFile(sizeBytes: number): Promise<string>;
  /** Size of a local file. */
  sizeOf(path: string): Promise<number>;
  /** Memory that is taken at this moment. */
  takenMemory(): Promise<number>;
  /** Memory that is still taken when everything that nobody needs is gone. */
  keptMemory(): Promise<number>;
  /** Counts what is open for calls. */
  openCounts(): Promise<{ requests: number; timers: number }>;
  close(): Promise<void>;
}

/** Why a host can't do something. */
export interface HeavyLoadTraits {
  /** Why it is not known how much memory is taken. */
  readonly hidesMemory?: string;
}

const MEBIBYTE = 1024 * 1024;
/** Size of a very large body. */
export const GIBIBYTE: number = 1024 * MEBIBYTE;
/** The time limit of calls and cases. */
export const LIMIT_MS = 180_000;
/** Far less than a body; buffers on the way, and what the collector has not got round to. */
const MOST_TAKEN_BYTES = 192 * MEBIBYTE;
/** Far less than ten thousand calls and their answers. */
const MOST_KEPT_BYTES = 16 * MEBIBYTE;
const MANY = 10_000;
const CONCURRENCY = 10;

/** What calls make of very large bodies, and of very many calls. */
export function heavyLoadSuite(create: () => Promise<HeavyLoadHost>, traits: HeavyLoadTraits = {}): void {
  let host: HeavyLoadHost;
  let server: ServerLog;

  beforeEach(async () => {
    host = await create();
    server = createServerLog(host.serverUrl, host.ask);
    await server.reset();
  });
  afterEach(async () => {
    await server.idle();
    await expect.poll(() => host.openCounts()).toMatchObject({ requests: 0, timers: 0 });
    await host.close();
  });

  describe.skipIf(traits.hidesMemory)("a very large body", () => {
    /** Watches how much more memory is taken than now: as often as there is time, and at the end. */
    async function watchMemory(): Promise<{ look: () => void; expectLittle: () => Promise<void> }> {
      const before = await host.takenMemory();
      const seen: number[] = [];
      let looking: Promise<void> | undefined;
      const look = async (): Promise<void> => {
        seen.push((await host.takenMemory()) - before);
        looking = undefined;
      };
      return {
        look: () => void (looking ??= look()),
        async expectLittle() {
          await looking;
          await look();
          expect(seen.length).toBeGreaterThan(1);
          expect(Math.max(...seen)).toBeLessThan(MOST_TAKEN_BYTES);
        },
      };
    }

    it("is uploaded whole, without being in memory", { timeout: LIMIT_MS }, async () => {
      const filePath = await host.addFile(GIBIBYTE);
      const callbacks = recordCallbacks();
      const memory = await watchMemory();
      let sentBytes = 0;
      host.wx
        .uploadFile({ url: `${host.serverUrl}/made?text=ok`, filePath, name: "file", timeout: LIMIT_MS, ...callbacks })
        .onProgressUpdate(({ totalBytesSent }) => {
          memory.look();
          sentBytes = totalBytesSent;
        });
      expect(await callbacks.completed).toMatchObject({ data: "ok", statusCode: 200 });
      const [request] = await server.requests({ complete: 1 });
      expect(sentBytes).toBeGreaterThan(GIBIBYTE);
      expect(request?.bytes).toBe(sentBytes);
      await memory.expectLittle();
    });

    it("is downloaded whole, without being in memory", { timeout: LIMIT_MS }, async () => {
      const callbacks = recordCallbacks();
      const memory = await watchMemory();
      let receivedBytes = 0;
      host.wx
        .downloadFile({ url: `${host.serverUrl}/made?stream=${host.downloadBytes}`, timeout: LIMIT_MS, ...callbacks })
        .onProgressUpdate(({ totalBytesWritten }) => {
          memory.look();
          receivedBytes = totalBytesWritten;
        });
      const result = await callbacks.completed;
      expect(result).toMatchObject({ statusCode: 200 });
      expect(receivedBytes).toBe(host.downloadBytes);
      expect(await host.sizeOf((result as DownloadFileResult).tempFilePath)).toBe(host.downloadBytes);
      await memory.expectLittle();
    });
  });

  describe("very many calls in one turn", () => {
    /** Makes so many requests at once and resolves with the order in which they ended. */
    async function requestMany(count: number): Promise<number[]> {
      const order: number[] = [];
      const calls = Array.from({ length: count }, (_nothing, number) => {
        const callbacks = recordCallbacks();
        host.wx.request({ url: `${host.serverUrl}/made?text=${number}`, timeout: LIMIT_MS, ...callbacks });
        void callbacks.completed.then(() => order.push(number));
        return callbacks;
      });
      const answers = await Promise.all(calls.map(({ completed }) => completed));
      expect(answers.every((answer, number) => "data" in answer && answer.data === number)).toBe(true);
      expect(calls.every(({ calls: heard }) => heard.map(([name]) => name).join() === "success,complete")).toBe(true);
      await server.reset();
      return order;
    }

    it.skipIf(traits.hidesMemory)(
      "all end once, in the order of their places, and leave nothing",
      { timeout: LIMIT_MS },
      async () => {
        await requestMany(1000);
        const before = await host.keptMemory();
        const order = await requestMany(MANY);
        expect(order).toHaveLength(MANY);
        // When a call begins, at most nine before it are still under way; so no call is ahead of its place by more.
        expect(order.every((number, position) => number < position + CONCURRENCY)).toBe(true);
        // What one collection leaves behind, such as what the browser still holds for the network, the next one takes.
        await expect.poll(async () => (await host.keptMemory()) - before).toBeLessThan(MOST_KEPT_BYTES);
      },
    );

    it("all end once when they are aborted in the same turn", { timeout: LIMIT_MS }, async () => {
      const calls = Array.from({ length: MANY }, () => {
        const callbacks = recordCallbacks();
        const task = host.wx.request({ url: `${host.serverUrl}/made`, ...callbacks });
        return { callbacks, task };
      });
      for (const { task } of calls) task.abort();
      for (const { callbacks } of calls) {
        expect(await callbacks.completed).toEqual({ errMsg: "request:fail abort" });
      }
      expect(calls.every(({ callbacks }) => callbacks.calls.length === 2)).toBe(true);
      expect(await server.requests()).toEqual([]);
    });
  });
}
