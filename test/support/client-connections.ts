import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { Socket } from "node:net";

/** Longer than the gateway keeps a connection that nobody uses. */
const PATIENCE_MS = 8000;

/** The connections that this process opens to servers. */
export interface ClientConnections {
  /** Resolves with nothing as soon as none is open, or with where those lead that are after longer than one is kept for the next request. */
  resting(): Promise<string[]>;
  stop(): void;
}

/** Begins to watch: of what was opened before, nothing is known. */
export function watchClientConnections(): ClientConnections {
  const open = new Set<Socket>();
  const waiting = new Set<() => void>();
  const opened = (message: unknown): void => {
    const { socket } = message as { socket: Socket };
    open.add(socket);
    socket.once("close", () => {
      open.delete(socket);
      if (open.size === 0) for (const tell of waiting) tell();
    });
  };
  subscribe("net.client.socket", opened);
  return {
    resting() {
      return new Promise((resolve) => {
        const tell = (): void => {
          clearTimeout(timer);
          waiting.delete(tell);
          resolve(Array.from(open, ({ remoteAddress, remotePort }) => `${remoteAddress}:${remotePort}`));
        };
        const timer = setTimeout(tell, PATIENCE_MS);
        waiting.add(tell);
        if (open.size === 0) tell();
      });
    },
    stop: () => void unsubscribe("net.client.socket", opened),
  };
}
