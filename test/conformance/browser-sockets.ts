import { createClock } from "../../src/browser/worker/clock.ts";
import { createSocket } from "../../src/browser/worker/socket.ts";
import { createWx, type Wx } from "../../src/core/api/index.ts";
import { connect } from "../../src/core/bridge/index.ts";
import type { SocketEvents, SocketPort, SocketRequest } from "../../src/core/ports/index.ts";
import type { GatewayAccess } from "../../src/core/protocol/index.ts";
import { createMemoryApp, createMemoryPorts, type MemoryAppSettings } from "../../src/testing/index.ts";
import { watchPlatform, type OpenCounts } from "./watched-platform.ts";

/** A device whose WebSockets are the browser's; everything else is in memory. */
export interface BrowserSocketHost {
  readonly wx: Wx;
  readonly socket: SocketPort;
  /** What callbacks and listeners threw. */
  readonly errors: readonly unknown[];
  /** Counts what is open. */
  readonly openCounts: () => Promise<Pick<OpenCounts, "sockets" | "timers">>;
  readonly close: () => Promise<void>;
}

/** What the page asks of the Worker. */
export interface WorkerSocketFunctions {
  "socket.open"(id: number, request: SocketRequest): void;
  "socket.send"(id: number, data: string | ArrayBuffer): void;
  "socket.close"(id: number, code: number, reason: string): void;
  "open.counts"(): Promise<OpenCounts>;
}

/** What the Worker tells the page. */
export interface WorkerSocketEvents {
  "socket.event"(id: number, name: keyof SocketEvents, value: unknown): void;
}

/** The hosts that the suite runs on, by where their code runs. */
export const browserSocketHosts: readonly (readonly [
  place: string,
  create: (settings?: MemoryAppSettings) => BrowserSocketHost,
])[] = [
  ["the page", createSocketPageHost],
  ["a Worker that is locked down", (settings) => createSocketWorkerHost(settings)],
];

function createSocketPageHost(settings?: MemoryAppSettings): BrowserSocketHost {
  const platform = watchPlatform();
  const app = createAppOn(createSocket(platform), async () => platform.openCounts().sockets, settings);
  return { ...app, close: async () => {} };
}

function createAppOn(
  socket: SocketPort,
  socketCount: () => Promise<number>,
  settings?: MemoryAppSettings,
): Omit<BrowserSocketHost, "close"> {
  const app = createMemoryApp(settings);
  const platform = watchPlatform();
  const ports = { ...createMemoryPorts(), clock: createClock(platform), socket };
  return {
    wx: createWx({ ports, app }),
    socket,
    errors: app.errors,
    openCounts: async () => ({ sockets: await socketCount(), timers: platform.openCounts().timers }),
  };
}

/** The message that starts the Worker. */
export interface WorkerSocketStart {
  port: MessagePort;
  /** Present where connections may go through a gateway. */
  access?: GatewayAccess;
}

/** Makes a device whose code for WebSockets runs in a Worker that is locked down. */
export function createSocketWorkerHost(settings?: MemoryAppSettings, access?: GatewayAccess): BrowserSocketHost {
  const worker = new Worker(new URL("worker-socket-entry.ts", import.meta.url), { type: "module" });
  const { port1, port2 } = new MessageChannel();
  worker.postMessage({ port: port2, access } satisfies WorkerSocketStart, [port2]);
  const listening = new Map<number, SocketEvents>();
  const open = new Set<number>();
  let lastId = 0;
  const remote = connect<WorkerSocketFunctions, WorkerSocketEvents>(port1, {
    "socket.event"(id, name, value) {
      if (name === "onOpen") open.add(id);
      if (name === "onEnd") open.delete(id);
      const listener = listening.get(id)?.[name];
      if (listener !== undefined) Reflect.apply(listener, undefined, [value]);
    },
  });
  const socket: SocketPort = {
    open(request, events) {
      const id = (lastId += 1);
      listening.set(id, events);
      remote.send("socket.open", id, request);
      return {
        send(data) {
          if (open.has(id)) remote.send("socket.send", id, data);
          return open.has(id);
        },
        close: (code, reason) => remote.send("socket.close", id, code, reason),
      };
    },
  };
  return {
    ...createAppOn(socket, async () => (await remote.call("open.counts")).sockets, settings),
    async close() {
      remote.close();
      port1.close();
      worker.terminate();
    },
  };
}
