import { request as sendHttp } from "node:http";
import { readdir } from "node:fs/promises";
import type { Ask } from "./server-log.ts";

/** What a program may leave open: sockets and files, by kind. */
export type OpenResources = Readonly<Record<string, number>>;

/** Not of the code under test: the test runner's own channels and timers, and the ends of work on files, whose descriptors are counted. */
const OTHERS = /^(FSReq.*|Immediate|MessagePort|PipeWrap|ProcessWrap|SignalWrap|Timeout|TTYWrap|WORKER)$/;

/** Counts the connections that keep this process alive; those that only wait for the next request do not. */
export function countBusySockets(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === "TCPSocketWrap").length;
}

/** Counts what this process has open. */
export async function countOpenResources(): Promise<OpenResources> {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) {
    if (!OTHERS.test(kind)) counts[kind] = (counts[kind] ?? 0) + 1;
  }
  // Linux only; elsewhere files are not counted.
  const descriptors = await readdir("/proc/self/fd").catch(() => []);
  return { ...counts, descriptors: descriptors.length };
}

/** Time limits of calls. */
export interface TimerWatch {
  /** How many of those that were set since then still run. */
  runningCount(): number;
  /** Gives the functions of the language back. */
  stop(): void;
}

/** The time limit that calls have by default. */
const TIME_LIMIT_MS = 60_000;

/** Follows the time limits that are set from now on: by how long they are, they are told from the timers of kept connections. */
export function watchTimers(timeLimitMs: number = TIME_LIMIT_MS): TimerWatch {
  const { setTimeout, clearTimeout } = globalThis;
  const running = new Set<unknown>();
  const set = (callback: (...values: unknown[]) => void, delayMs?: number, ...values: unknown[]): NodeJS.Timeout => {
    const timer = setTimeout(() => {
      running.delete(timer);
      callback(...values);
    }, delayMs);
    if (delayMs === timeLimitMs) running.add(timer);
    return timer;
  };
  const clear = (timer?: NodeJS.Timeout): void => {
    running.delete(timer);
    clearTimeout(timer);
  };
  Object.assign(globalThis, { setTimeout: set, clearTimeout: clear });
  return {
    runningCount: () => running.size,
    stop: () => void Object.assign(globalThis, { setTimeout, clearTimeout }),
  };
}

/** Asks on a connection of its own, which is gone when it resolves. */
export const askOnce: Ask = (method, url) =>
  new Promise((resolve, reject) => {
    const request = sendHttp(url, { method, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (text += chunk));
      response.on("error", reject);
      response.socket.on("close", () => resolve(text));
    });
    request.on("error", reject);
    request.end();
  });
