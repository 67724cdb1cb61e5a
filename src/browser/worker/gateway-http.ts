import {
  HostError,
  type HttpEvents,
  type HttpHead,
  type HttpPort,
  type HttpRequest,
  type HttpResponse,
  type StopSignal,
} from "../../core/ports/index.ts";
import { MAX_REDIRECTS, redirectTarget, type GatewayAccess, type RedirectTarget } from "../../core/protocol/index.ts";
import type { BrowserFiles } from "./files.ts";
import { sendThroughGateway, type GatewayMeans, type GatewayOrder } from "./gateway-exchange.ts";
import { GatewayHints } from "./gateway-hints.ts";
import { GatewayRoute } from "./gateway-route.ts";
import { createHttp, encodeBody, toData, type ExchangeMeans, type HttpFiles, type HttpPlatform } from "./http.ts";

/** What HTTP through a gateway works with. */
export interface GatewayHttpOptions {
  access: GatewayAccess;
  files: HttpFiles;
  platform: HttpPlatform;
}

/** Methods that change nothing at a server. */
const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS", "TRACE"]);

/** Headers by which an app asks for a part, or whether something changed: it keeps what it has itself. */
const OWN_CACHE = ["range", "if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "if-range"];

/**
 * HTTP as a device has it: what the browser can't send itself goes through a gateway, which needs no CORS and takes every header. Redirects
 * are followed here, so that each server is one that the app may reach, and no body is kept on the way.
 *
 * Differs from other hosts: `CONNECT` is refused, and of a response that breaks off the cause is not known.
 */
export function createGatewayHttp({ access, files, platform }: GatewayHttpOptions): HttpPort {
  const route = new GatewayRoute(access);
  const hints = new GatewayHints();
  const direct = createHttp(files, platform);
  const exchange: ExchangeMeans = { ...platform, createDraft: files.createDraft };
  /** What a request may have changed since it was stored: the browser sees requests to the gateway, not what they are about. */
  const outdated = new Set<string>();

  async function sendDirect(request: HttpRequest, events: HttpEvents, signal: StopSignal): Promise<HttpResponse> {
    try {
      return await direct.send(request, events, signal);
    } catch (error) {
      const isUnreached = error instanceof HostError && error.code === "network" && URL.canParse(request.url);
      if (isUnreached && route.isUnnamedPrivate(request.url)) hints.directFailed(request.url);
      throw error;
    }
  }

  /** Resolves with the response, or with where it redirects to; adds to `retried` why it was sent anew. */
  async function visit(
    request: HttpRequest,
    events: HttpEvents,
    signal: StopSignal,
    retried: string[],
  ): Promise<HttpResponse | RedirectTarget> {
    const order = await toOrder(request, outdated.has(request.url), files, platform);
    const next = (head: HttpHead): ReturnType<typeof redirectTarget> =>
      order.redirect === "manual" ? undefined : redirectTarget(request, head.statusCode, locationOf(head));
    const means: GatewayMeans = { access, exchange, signal, isAnswer: (head) => next(head) === undefined };
    let outcome = await sendThroughGateway(order, events, means);
    while ("failure" in outcome && outcome.failure.isStale === true) {
      retried.push(outcome.failure.message);
      outcome = await sendThroughGateway(order, events, means);
    }
    if ("failure" in outcome) {
      hints.refused(request.url, outcome.failure);
      throw new HostError(outcome.failure.code, outcome.failure.message);
    }
    if (order.isCached) outdated.delete(request.url);
    else if (!SAFE_METHODS.has(request.method) && outcome.head.statusCode < 400) outdated.add(request.url);
    const target = next(outcome.head);
    if (typeof target === "string") throw new HostError("network", `net::ERR_${target}`);
    return target ?? { ...outcome.head, data: toData(outcome.data, files) };
  }

  return {
    showsRedirects: true,
    async send(request, events, signal) {
      if (request.method === "CONNECT") throw new HostError("not-supported", "Browsers send no CONNECT requests");
      const rising = withRisingCounts(events);
      const retried: string[] = [];
      let current = request;
      for (let redirects = 0; ; redirects += 1) {
        if (route.isDirect(current)) return sendDirect(current, rising, signal);
        const outcome = await visit(current, rising, signal, retried);
        if ("data" in outcome) return retried.length > 0 ? { ...outcome, retried } : outcome;
        if (redirects === MAX_REDIRECTS) throw new HostError("too-many-redirects", "net::ERR_TOO_MANY_REDIRECTS");
        if (!signal.aborted) events.onRedirect?.(outcome.url);
        const { url, method, headers, keepsBody } = outcome;
        current = { ...current, url, method, headers: { ...headers }, body: keepsBody ? current.body : undefined };
      }
    },
  };
}

async function toOrder(
  request: HttpRequest,
  isOutdated: boolean,
  files: Pick<BrowserFiles, "blob">,
  platform: HttpPlatform,
): Promise<GatewayOrder> {
  const { url, method, responseType, maxFileBytes, domainList = "request", redirect = "follow", cache } = request;
  const { body, contentType } = await encodeBody(request.body, files, platform);
  const entries = Object.entries(request.headers);
  const headers = Object.fromEntries(
    entries.filter(([name]) => contentType === undefined || name.toLowerCase() !== "content-type"),
  );
  if (contentType !== undefined) headers["Content-Type"] = contentType;
  const isCached =
    cache === "http" && method === "GET" && body === undefined && !entries.some(([name]) => keepsItself(name));
  return { url, method, headers, body, responseType, maxFileBytes, list: domainList, redirect, isCached, isOutdated };
}

function keepsItself(name: string): boolean {
  return OWN_CACHE.includes(name.toLowerCase());
}

function locationOf({ header }: HttpHead): string | undefined {
  return Object.entries(header).find(([name]) => name.toLowerCase() === "location")?.[1];
}

/** Leaves out counts that do not rise, as when a body leaves a second time. */
function withRisingCounts(events: HttpEvents): HttpEvents {
  if (events.onSent === undefined) return events;
  let latest = -1;
  return {
    ...events,
    onSent(sentBytes, totalBytes) {
      if (sentBytes <= latest) return;
      latest = sentBytes;
      events.onSent?.(sentBytes, totalBytes);
    },
  };
}
