import type { IncomingMessage } from "node:http";
import {
  HostError,
  type HttpEvents,
  type HttpPort,
  type HttpRequest,
  type HttpResponse,
} from "../../core/ports/index.ts";
import { createAgents, type Agents } from "./agents.ts";
import { Cancellation } from "./cancellation.ts";
import { errorCode } from "./error-code.ts";
import type { LocalFiles } from "./files.ts";
import { exchange, type Answered, type ExchangeResult, type Failed } from "./http-exchange.ts";
import { responseHead } from "./http-headers.ts";
import { namedNetworkError, networkError } from "./network-error.ts";
import { redirect, type Target } from "./redirect.ts";
import { openBodySync } from "./request-body.ts";
import { decodeBody, decodeText, receiveBody } from "./response-body.ts";

/** {@link HttpPort} on sockets of this machine. */
export interface LocalHttp extends HttpPort {
  /** Aborts what runs and closes every connection. */
  close(): Promise<void>;
}

const MAX_REDIRECTS = 20;
const PROGRESS_INTERVAL_MS = 50;

/** HTTP on `node:http` and `node:https`, with connections that are kept for the next request. */
export function createHttp(files: Pick<LocalFiles, "openSync">): LocalHttp {
  const agents = createAgents();
  const calls = new Map<Cancellation, Promise<unknown>>();
  let isClosed = false;

  return {
    async send(request, events, signal) {
      const cancellation = new Cancellation();
      const cancel = (): void => cancellation.cancel();
      if (signal.aborted || isClosed) cancel();
      else signal.addEventListener("abort", cancel);
      const running = new HttpCall(agents, files, request, events, cancellation).run();
      calls.set(cancellation, running);
      try {
        return await running;
      } catch (error) {
        if (cancellation.isCancelled) throw aborted(request);
        throw error instanceof HostError ? error : networkError(error);
      } finally {
        calls.delete(cancellation);
        signal.removeEventListener("abort", cancel);
      }
    },

    async close() {
      isClosed = true;
      for (const cancellation of calls.keys()) cancellation.cancel();
      await Promise.allSettled(calls.values());
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

/** One call of {@link HttpPort.send}, with its redirects. */
class HttpCall {
  readonly #agents: Agents;
  readonly #files: Pick<LocalFiles, "openSync">;
  readonly #request: HttpRequest;
  readonly #events: HttpEvents;
  readonly #cancellation: Cancellation;
  #reportedBytes = -1;
  #reportedMs = 0;

  constructor(
    agents: Agents,
    files: Pick<LocalFiles, "openSync">,
    request: HttpRequest,
    events: HttpEvents,
    cancellation: Cancellation,
  ) {
    this.#agents = agents;
    this.#files = files;
    this.#request = request;
    this.#events = events;
    this.#cancellation = cancellation;
  }

  async run(): Promise<HttpResponse> {
    const { url, method, headers, body } = this.#request;
    let target: Target = { url: parseUrl(url), method, headers, body };
    let redirects = 0;
    for (;;) {
      const outcome = await this.#visit(target);
      if (outcome === "stale") continue;
      if ("data" in outcome) return outcome;
      target = outcome;
      redirects += 1;
      if (redirects > MAX_REDIRECTS) throw namedNetworkError("TOO_MANY_REDIRECTS");
    }
  }

  /** Resolves with the response, with where it redirects to, or when the connection had gone stale. */
  async #visit(target: Target): Promise<HttpResponse | Target | "stale"> {
    this.#throwIfAborted();
    const body = openBodySync(target.body, this.#files);
    let result: ExchangeResult | undefined;
    try {
      result = await exchange(target, body, {
        agents: this.#agents,
        cancellation: this.#cancellation,
        onSent: (sentBytes) => this.#reportSent(sentBytes, body.sizeBytes),
      });
      if (result.response) return redirect(target, result.response) ?? (await this.#receive(result));
      if (isStale(result, target.method)) return "stale";
      throw result.cause;
    } finally {
      if (result?.response) await result.end();
      if (body.kind === "stream") await body.close();
    }
  }

  async #receive({ response, sent }: Answered): Promise<HttpResponse> {
    const head = responseHead(response);
    let isAnnounced = false;
    const receiving = receiveBody(response, (receivedBytes, totalBytes) => {
      if (isAnnounced && !this.#cancellation.isCancelled) this.#events.onReceived?.(receivedBytes, totalBytes);
    });
    if (sent !== undefined) await Promise.all([sent, receiving]);
    this.#throwIfAborted();
    this.#events.onHead?.(head);
    isAnnounced = true;
    let bytes = await receiving;
    const encoding = response.headers["content-encoding"];
    if (encoding !== undefined) bytes = await decodeBody(encoding, bytes);
    this.#throwIfAborted();
    return { ...head, data: this.#request.responseType === "text" ? decodeText(response, bytes) : exactBuffer(bytes) };
  }

  /** Reports rising counts at a bearable pace; a body that is sent again after a redirect adds no reports. */
  #reportSent(sentBytes: number, totalBytes: number): void {
    if (sentBytes <= this.#reportedBytes || this.#request.body === undefined || this.#cancellation.isCancelled) return;
    const nowMs = performance.now();
    if (sentBytes < totalBytes && nowMs - this.#reportedMs < PROGRESS_INTERVAL_MS) return;
    this.#reportedBytes = sentBytes;
    this.#reportedMs = nowMs;
    this.#events.onSent?.(sentBytes, totalBytes);
  }

  #throwIfAborted(): void {
    if (this.#cancellation.isCancelled) throw aborted(this.#request);
  }
}

function aborted({ url }: HttpRequest): HostError {
  return new HostError("aborted", `The request to ${url} was aborted`);
}

const IDEMPOTENT = new Set(["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"]);

/**
 * Tells a kept connection that the server had closed as idle from a failure that counts.
 *
 * Unlike a browser, which also sends a complete POST again, this trusts only what can't have taken effect twice: a method
 * that is idempotent, or a body of which a part was still missing.
 */
function isStale(failure: Failed, method: string): boolean {
  const isReset = ["ECONNRESET", "EPIPE"].includes(errorCode(failure.cause));
  return failure.isReused && isReset && (!failure.isSent || IDEMPOTENT.has(method));
}

function parseUrl(url: string): URL {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch (cause) {
    throw namedNetworkError("INVALID_URL", cause);
  }
  if (parsed.protocol !== "http:" && parsed.protocol !== "https:") throw namedNetworkError("UNKNOWN_URL_SCHEME");
  return parsed;
}

/** Small buffers of Node share one large store; an app gets a store of its own. */
function exactBuffer(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
