import type { SocketProfile, SocketRequest } from "../../ports/index.ts";
import type { Failure, Failures } from "../failures.ts";

/** States of a connection, under the platform's names. */
export const SOCKET_STATES = { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 } as const;

/** State of a connection. */
export type SocketState = (typeof SOCKET_STATES)[keyof typeof SOCKET_STATES];

/** Code and reason of the end of a connection. */
export interface SocketClosing {
  code: number;
  reason: string;
}

/** What happens to a connection, in this order: `open`? → `message`* → `error`? → `close`. */
export interface SocketTaskEvents {
  /** `profile` where the host can measure, and for a connection's own listeners only. */
  open: { header: Record<string, string>; profile?: SocketProfile };
  message: { data: string | ArrayBuffer };
  error: Omit<Failure, "errCode">;
  close: SocketClosing;
}

/** One connection. */
export interface Socket {
  readonly state: SocketState;
  /** Returns `false` unless the connection is open. */
  send(data: string | ArrayBuffer): boolean;
  /** Closes the connection, or gives it up before it is open. Returns `false` when it is closing or closed. */
  close(closing: SocketClosing): boolean;
  /** Adds a listener, as an app gave it. */
  on(event: keyof SocketTaskEvents, listener: unknown): void;
}

/** What a connection is opened for. */
export interface SocketOpening {
  readonly api: { readonly name: string; readonly failures?: Failures };
  readonly request: SocketRequest;
  /** Longest time until it is open. */
  readonly timeoutMs: number;
}

/** The connections of one `wx`. */
export interface Sockets {
  /** The one that the functions of `wx` act on: the first that was not closed when a connection was opened last. */
  readonly bound: Socket | undefined;
  /** Throws a `WxError` when there are too many. */
  open(opening: SocketOpening): Socket;
  /** Calls back with the events of the bound connection, after its own listeners. */
  on<Event extends keyof SocketTaskEvents>(event: Event, listener: (value: SocketTaskEvents[Event]) => void): void;
}
