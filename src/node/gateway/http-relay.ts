import type { ClientRequest, IncomingMessage, ServerResponse } from "node:http";
import { finished } from "node:stream";
import { pipeline } from "node:stream/promises";
import { redirectTarget, type GatewayFailure, type GatewayRequest } from "../../core/protocol/index.ts";
import { isStale, openRequest, responseHead, responseOf } from "../host/index.ts";
import { bodilessHeaders, bodyHeaders, revalidatedHeaders, storedHeaders } from "./answer-headers.ts";
import { isRevalidation, targetHeaders } from "./target-headers.ts";
import { failureOf, type Way } from "./targets.ts";

/** The two ends of one exchange, and what is to be done. */
export interface HttpRelay {
  readonly order: GatewayRequest;
  readonly way: Way;
  /** From the browser, and its answer. */
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

/**
 * Carries a request to its server, and the response back. Both bodies pass through: who reads slowly makes the other end wait, and who
 * breaks off breaks off the other end.
 */
export async function relayHttp(relay: HttpRelay): Promise<void> {
  const { incoming, outgoing } = relay;
  let request: ClientRequest;
  try {
    request = open(relay);
  } catch (cause) {
    return answerFailure(relay, failureOf(cause));
  }
  outgoing.once("close", () => {
    // A connection whose exchange is complete may serve the next.
    if (!outgoing.writableFinished) request.destroy();
  });
  incoming.once("close", () => {
    if (!incoming.complete) request.destroy();
  });
  const answered = responseOf(request);
  incoming.pipe(request);
  let response: IncomingMessage;
  try {
    response = await answered;
  } catch (cause) {
    incoming.unpipe(request);
    const failed = { cause, isSent: request.writableEnded, isReused: request.reusedSocket };
    const failure = failureOf(cause);
    return answerFailure(relay, isStale(failed, relay.order.method) ? { ...failure, isStale: true } : failure);
  }
  await answer(relay, request, response);
}

function open({ order, way, incoming }: HttpRelay): ClientRequest {
  const headers = targetHeaders(order, incoming.headers);
  const sizeBytes = Number(incoming.headers["content-length"] ?? 0);
  return openRequest({ url: way.url, method: order.method, headers }, { sizeBytes }, way.agents);
}

/** Ends an exchange of which there is no response. */
export function answerFailure(
  { incoming, outgoing }: Pick<HttpRelay, "incoming" | "outgoing">,
  failure: GatewayFailure,
): void {
  outgoing.writeHead(200, bodilessHeaders({ failure }));
  endAfterBody(incoming, outgoing);
}

/** Ends an answer when the rest of the page's body is read, and forgotten: a browser reads no answer before its own body has left. */
function endAfterBody(incoming: IncomingMessage, outgoing: ServerResponse): void {
  outgoing.flushHeaders();
  incoming.resume();
  finished(incoming, () => outgoing.end());
}

async function answer(relay: HttpRelay, request: ClientRequest, response: IncomingMessage): Promise<void> {
  const { incoming, outgoing } = relay;
  // Who refuses reads no more of the body; beside any other response it goes on.
  const isRefused = (response.statusCode ?? 0) >= 300 && !request.writableEnded;
  if (isRefused) incoming.unpipe(request);
  try {
    if (writeHead(relay, response)) {
      // The body may take its time.
      outgoing.flushHeaders();
      await pipeline(response, outgoing, { end: false });
    } else {
      response.resume();
    }
    endAfterBody(incoming, outgoing);
  } catch {
    // The one end broke, so the other does.
    outgoing.destroy();
  } finally {
    if (isRefused || !response.complete) request.destroy();
  }
}

/** Begins the answer, and tells whether it has a body. */
function writeHead({ order, incoming, outgoing }: HttpRelay, response: IncomingMessage): boolean {
  const { statusCode = 0, headers } = response;
  if (statusCode === 304 && isRevalidation(order, incoming.headers)) {
    outgoing.writeHead(304, revalidatedHeaders(response));
    return false;
  }
  const isFollowed = order.redirect === "follow" && redirectTarget(order, statusCode, headers.location) !== undefined;
  if (isFollowed || order.method === "HEAD" || statusCode === 204 || statusCode === 304) {
    outgoing.writeHead(200, bodilessHeaders({ head: responseHead(response) }));
    return false;
  }
  outgoing.writeHead(200, order.isCached && statusCode === 200 ? storedHeaders(response) : bodyHeaders(response));
  return true;
}
