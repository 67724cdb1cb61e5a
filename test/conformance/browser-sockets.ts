import { createClock } from "../../src/browser/worker/clock.ts";
import { createSocket } from "../../src/browser/worker/socket.ts";
import { createWx, type Wx } from "../../src/core/api/index.ts";
import { connect } from "../../src/core/bridge/index.ts";
import type { SocketEvents, SocketPort, SocketRequest } from "../../src/core/ports/index.ts";
import { createMemoryApp, createMemoryPorts } from "../../src/testing/index.ts";

/** A device whose WebSockets are the browser's; everything else is in memory. */
export interface BrowserSocketHost {
  readonly wx: Wx;
  readonly close: () => Promise<void>;
}

/** What the page asks of the Worker. */
export interface WorkerSocketFunctions {
  "socket.open"(id: number, request: SocketRequest): void;
  "socket.send"(id: number, data: string | ArrayBuffer): void;
  "socket.close"(id: number, code: number, reason: string): void;
}

/** What the Worker tells the page. */
export interface WorkerSocketEvents {
  "socket.event"(id: number, name: keyof SocketEvents, value: unknown): void;
}

/** The hosts that the suite runs on, by where their code runs. */
export const browserSocketHosts: readonly (readonly [place: string, create: () => BrowserSocketHost])[] = [
  ["the page", () => ({ wx: createWxOn(createSocket({ WebSocket, setTimeout })), close: async () => {} })],
  ["a Worker that is locked down", createWorkerHost],
];

function createWxOn(socket: SocketPort): Wx {
  return createWx({ ports: { ...createMemoryPorts(), clock: createClock(), socket }, app: createMemoryApp() });
}

function createWorkerHost(): BrowserSocketHost {
  const worker = new Worker(new URL("worker-socket-entry.ts", import.meta.url), { type: "module" });
  const { port1, port2 } = new MessageChannel();
  worker.postMessage(port2, [port2]);
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
    wx: createWxOn(socket),
    async close() {
      remote.close();
      port1.close();
      worker.terminate();
    },
  };
}
