import { HostError, type HttpEvents, type HttpRequest, type HttpResponse } from "../../core/ports/index.ts";
import type { Agents } from "./agents.ts";
import { throwIfCancelled, type Cancellation } from "./cancellation.ts";
import type { LocalFiles } from "./files.ts";
import { exchange, type ExchangeResult, type Failed } from "./http-exchange.ts";
import { namedNetworkError, networkError } from "./network-error.ts";
import { isBroken } from "./read-before-failing.ts";
import { receiveResponse } from "./receive-response.ts";
import { redirect, type Target } from "./redirect.ts";
import { openBodySync } from "./request-body.ts";
import { createSentReporter } from "./sent-reporter.ts";

/** What {@link sendRequest} works with. */
export interface SendingMeans {
  agents: Agents;
  files: Pick<LocalFiles, "createWriter" | "openSync">;
  events: HttpEvents;
  cancellation: Cancellation;
}

const MAX_REDIRECTS = 20;

/** Does what `HttpPort.send` promises: sends a request, follows redirects, and resolves with the whole response. */
export async function sendRequest(request: HttpRequest, means: SendingMeans): Promise<HttpResponse> {
  const { method, headers, body } = request;
  const reportSent = createSentReporter(means.events, means.cancellation);
  try {
    let target: Target = { url: parseUrl(request.url), method, headers, body };
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
      const outcome = await visit(target, request, means, reportSent);
      if ("data" in outcome) return outcome;
      target = outcome;
    }
    throw namedNetworkError("TOO_MANY_REDIRECTS");
  } catch (error) {
    if (means.cancellation.isCancelled) throw new HostError("aborted", `The request to ${request.url} was aborted`);
    throw error instanceof HostError ? error : networkError(error);
  }
}

/** Resolves with the response, or with where it redirects to. */
async function visit(
  target: Target,
  request: HttpRequest,
  means: SendingMeans,
  reportSent: (sentBytes: number, totalBytes: number) => void,
): Promise<HttpResponse | Target> {
  throwIfCancelled(means.cancellation);
  const body = openBodySync(target.body, means.files);
  const onSent = (sentBytes: number): void => {
    if (target.body !== undefined) reportSent(sentBytes, body.sizeBytes);
  };
  let result: ExchangeResult | undefined;
  try {
    result = await exchange(target, body, { agents: means.agents, cancellation: means.cancellation, onSent });
    if (result.response) {
      const next = request.redirect === "manual" ? undefined : redirect(target, result.response);
      return next ?? (await receiveResponse(result, request, means));
    }
    if (!isStale(result, target.method)) throw result.cause;
  } finally {
    if (result?.response) await result.end();
    if (body.kind === "stream") await body.close();
  }
  // The next attempt takes another connection; sooner or later there is none left that is old.
  return visit(target, request, means, reportSent);
}

const IDEMPOTENT = new Set(["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"]);

/**
 * Tells a kept connection that the server had closed as idle from a failure that counts.
 *
 * Unlike a browser, which also sends a complete POST again, this trusts only what can't have taken effect twice: a method
 * that is idempotent, or a body of which a part was still missing.
 */
function isStale({ isReused, isSent, cause }: Failed, method: string): boolean {
  return isReused && isBroken(cause) && (!isSent || IDEMPOTENT.has(method));
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
