import { HostError, type HttpEvents, type HttpRequest, type HttpResponse } from "../../core/ports/index.ts";
import { MAX_REDIRECTS } from "../../core/protocol/index.ts";
import type { Agents } from "./agents.ts";
import { throwIfCancelled, type Cancellation } from "./cancellation.ts";
import { ExchangeMeter, type Openings } from "./exchange-meter.ts";
import type { LocalFiles } from "./files.ts";
import type { HttpCache } from "./http-cache.ts";
import { exchange, type ExchangeResult, type Failed } from "./http-exchange.ts";
import { namedNetworkError, networkError } from "./network-error.ts";
import { isBroken } from "./read-before-failing.ts";
import { readWhole, receiveResponse } from "./receive-response.ts";
import { decodeBody } from "./response-body.ts";
import { redirect, type Target } from "./redirect.ts";
import { openBodySync, type RequestBody, type WholeBody } from "./request-body.ts";
import type { WholeExchanger } from "./whole-exchange.ts";
import { createSentReporter } from "./sent-reporter.ts";

/** What {@link sendRequest} works with. */
export interface SendingMeans {
  agents: Agents;
  whole: WholeExchanger;
  cache: HttpCache;
  files: Pick<LocalFiles, "createWriter" | "openSync">;
  events: HttpEvents;
  cancellation: Cancellation;
  openings: Openings;
  /** Makes the body leave in pieces of this size, so that its progress can be told on a slow network. */
  chunkBytes?: number;
}

/** One request of a chain of redirects. */
interface Visit {
  readonly target: Target;
  readonly request: HttpRequest;
  readonly means: SendingMeans;
  readonly meter: ExchangeMeter;
  readonly reportSent: (sentBytes: number, totalBytes: number) => void;
}

/** Does what `HttpPort.send` promises: sends a request, follows redirects, and resolves with the whole response. */
export async function sendRequest(request: HttpRequest, means: SendingMeans): Promise<HttpResponse> {
  const { method, headers, body } = request;
  const reportSent = createSentReporter(means.events, means.cancellation);
  let target: Target = { url: parseUrl(request.url), method, headers, body };
  const startMs = Date.now();
  let redirectedMs = 0;
  let retried: string[] | undefined;
  for (let redirects = 0; ;) {
    const meter = new ExchangeMeter(means.openings);
    let outcome: HttpResponse | Target | Failed;
    try {
      outcome = await visit({ target, request, means, meter, reportSent });
      // The next attempt takes another connection; sooner or later there is none left that is old.
      if ("cause" in outcome && !isStale(outcome, target.method)) throw outcome.cause;
    } catch (error) {
      const { isCancelled, reason } = means.cancellation;
      if (isCancelled) throw reason ?? new HostError("aborted", `The request to ${request.url} was aborted`);
      throw error instanceof HostError ? error : networkError(error);
    }
    if ("data" in outcome) {
      means.cache.invalidate(target.url.href, target.method, outcome.statusCode);
      outcome.profile = meter.profile(redirectedMs && startMs, redirectedMs);
      if (retried !== undefined) outcome.retried = retried;
      return outcome;
    }
    if ("cause" in outcome) {
      (retried ??= []).push(networkError(outcome.cause).message);
      continue;
    }
    if (redirects === MAX_REDIRECTS) throw new HostError("too-many-redirects", "net::ERR_TOO_MANY_REDIRECTS");
    if (!means.cancellation.isCancelled) means.events.onRedirect?.(outcome.url.href);
    redirects += 1;
    redirectedMs = Date.now();
    target = outcome;
  }
}

/** Resolves with the response, with where it redirects to, or with the failure. Throws when there is no body to send. */
function visit(visiting: Visit): Promise<HttpResponse | Target | Failed> {
  const { target, means } = visiting;
  throwIfCancelled(means.cancellation);
  const body = openBodySync(target.body, means.files, means.chunkBytes);
  return body.kind === "whole" && isWhole(visiting, body) ? visitWhole(visiting, body) : visitStreaming(visiting, body);
}

/** A body of this size leaves at once, and so do the events that tell of it. */
const WHOLE_BYTES = 128 * 1024;

/** Tells an exchange of which both bodies may be in memory. */
function isWhole({ target, request, means }: Visit, body: RequestBody): boolean {
  const isSmall = body.sizeBytes <= WHOLE_BYTES && target.method !== "CONNECT";
  return isSmall && request.responseType !== "file" && means.events.onChunk === undefined;
}

async function visitWhole(visiting: Visit, body: WholeBody): Promise<HttpResponse | Target | Failed> {
  const { target, request, means, meter } = visiting;
  const { events, cancellation, cache, whole } = means;
  const followsRedirects = request.redirect !== "manual";
  const exchanger = request.cache === "http" ? cache : whole;
  const onSent = (): void => tellSent(visiting, body, body.sizeBytes);
  const answer = await exchanger.run({ target, body, followsRedirects, events, cancellation, meter, onSent });
  if ("cause" in answer) return answer;
  const { head } = answer;
  const next = followsRedirects
    ? redirect(target, { statusCode: head.facts.statusCode, headers: { location: head.find("location") } })
    : undefined;
  if (next !== undefined) return next;
  const encoding = head.find("content-encoding");
  if (encoding === undefined) return readWhole(answer, request);
  const bytes = await decodeBody(encoding, answer.bytes);
  throwIfCancelled(cancellation);
  return readWhole({ head, bytes }, request);
}

/** Both ways as a stream: what is large, or wanted before it is complete. */
async function visitStreaming(visiting: Visit, body: RequestBody): Promise<HttpResponse | Target | Failed> {
  const { target, request, means, meter } = visiting;
  const onSent = (sentBytes: number): void => tellSent(visiting, body, sentBytes);
  let result: ExchangeResult | undefined;
  try {
    result = await exchange(target, body, { agents: means.agents, cancellation: means.cancellation, meter, onSent });
    if (!result.response) return result;
    const next = request.redirect === "manual" ? undefined : redirect(target, result.response);
    return next ?? (await receiveResponse(result, request, means));
  } finally {
    if (result?.response) await result.end();
    if (body.kind === "stream") await body.close();
  }
}

function tellSent({ target, reportSent }: Visit, body: RequestBody, sentBytes: number): void {
  if (target.body !== undefined) reportSent(sentBytes, body.sizeBytes);
}

const IDEMPOTENT = new Set(["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"]);

/**
 * Tells a kept connection that the server had closed as idle from a failure that counts.
 *
 * Unlike a browser, which also sends a complete POST again, this trusts only what can't have taken effect twice: a method
 * that is idempotent, or a body of which a part was still missing.
 */
export function isStale({ isReused, isSent, cause }: Failed, method: string): boolean {
  return isReused && isBroken(cause) && (!isSent || IDEMPOTENT.has(method));
}

/** Apps ask for the same address again and again, and to take it apart costs a small upload 4% of its time. */
let lastParsed: URL | undefined;

function parseUrl(url: string): URL {
  if (lastParsed?.href === url) return lastParsed;
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch (cause) {
    throw namedNetworkError("INVALID_URL", cause);
  }
  if (parsed.protocol !== "http:" && parsed.protocol !== "https:") throw namedNetworkError("UNKNOWN_URL_SCHEME");
  lastParsed = parsed;
  return parsed;
}
