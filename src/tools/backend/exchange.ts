import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Reply, Route } from "./route.ts";

/** How a request ended: answered in full, or cut off before. */
export type Outcome = "complete" | "broken";

/** One request on its way through the backend; a WebSocket counts as one, from its handshake to its close. */
export interface Exchange {
  readonly method: string;
  /** Path and query, as the client sent them. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Names and values by turns, as the client wrote them. */
  readonly rawHeaders: readonly string[];
  /** Bytes of the body, or of the messages, that were read so far. */
  readonly bodyBytes: number;
  /** Never rejects. */
  readonly ended: Promise<Outcome>;
}

/**
 * Stands between every request and its answer, preflights excepted.
 *
 * `answer` reads the body and does the work of the route; the reply that the hook resolves with is what is sent.
 * A hook that waits for something else must stop waiting when the exchange has ended.
 */
export type RequestHook = (exchange: Exchange, answer: () => Promise<Reply>) => Promise<Reply>;

/** What the serving of any request needs. */
export interface Serving {
  routes: readonly Route[];
  onRequest: RequestHook;
  log: (line: string) => void;
}

/** The absolute URL of a request. */
export function urlOf({ url = "/", headers }: IncomingMessage): URL {
  const path = url.startsWith("/") ? url : `/${url}`;
  const withHost = `http://${headers.host}${path}`;
  return new URL(URL.canParse(withHost) ? withHost : `http://localhost${path}`);
}

/** Waits unless there is nothing to wait for. Rejects when `signal` aborts. */
export async function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  if (delayMs > 0) await wait(delayMs, undefined, { signal });
}
