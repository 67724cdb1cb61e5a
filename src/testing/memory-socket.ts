import type { SocketEvents, SocketPort, SocketRequest } from "../core/ports/index.ts";
import { createQuestions } from "./questions.ts";

/** A connection that was opened; the test is the server and the wire. */
export interface MemoryConnection extends SocketEvents {
  readonly request: SocketRequest;
  /** What was sent through it, in order. */
  readonly sent: readonly (string | ArrayBuffer)[];
  /** What it was closed with by this side. */
  readonly closing: { code: number; reason: string } | undefined;
}

/** WebSockets in memory. */
export interface MemorySocket extends SocketPort {
  /** How many connections were opened so far. */
  readonly openCount: number;
  /** Resolves with the oldest connection that was not taken yet, as soon as there is one. */
  next(): Promise<MemoryConnection>;
}

/** Makes a network on which nothing was opened. */
export function createMemorySocket(): MemorySocket {
  const connections = createQuestions<MemoryConnection, void>();
  let openCount = 0;
  return {
    get openCount() {
      return openCount;
    },
    next: async () => (await connections.next()).asked,
    open(request, events) {
      const sent: (string | ArrayBuffer)[] = [];
      let closing: MemoryConnection["closing"];
      let isOpen = false;
      openCount += 1;
      void connections.ask({
        request,
        sent,
        get closing() {
          return closing;
        },
        onOpen(header) {
          isOpen = true;
          events.onOpen(header);
        },
        onMessage: (data) => events.onMessage(data),
        onEnd(end) {
          isOpen = false;
          events.onEnd(end);
        },
      });
      return {
        send(data) {
          if (isOpen) sent.push(data);
          return isOpen;
        },
        close(code, reason) {
          isOpen = false;
          closing = { code, reason };
        },
      };
    },
  };
}
