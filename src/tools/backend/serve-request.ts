import type { IncomingMessage, ServerResponse } from "node:http";
import { corsHeaders, isPreflight, preflightHeaders } from "./cors.ts";
import { pause, urlOf, type Exchange, type Outcome, type Serving } from "./exchange.ts";
import { readModifiers, type Modifiers } from "./modifiers.ts";
import { receiveBody } from "./receive-body.ts";
import { findAnswer, jsonReply, type Reply, type Route, type RouteRequest } from "./route.ts";
import { sendReply } from "./send-reply.ts";

/** Answers one HTTP request. Resolves when its connection is done with it. */
export async function serveRequest(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { routes, onRequest, log }: Serving,
): Promise<void> {
  if (isPreflight(incoming)) {
    outgoing.writeHead(204, preflightHeaders(incoming)).end();
    return;
  }
  const url = urlOf(incoming);
  const { signal, ended } = watch(incoming, outgoing);
  const modifiers = readModifiers(url.searchParams);
  const startMs = performance.now();
  const { method = "GET", headers, rawHeaders } = incoming;
  const body = receiveBody(incoming, modifiers, signal);
  const exchange: Exchange = {
    method,
    url: url.pathname + url.search,
    headers,
    rawHeaders,
    get bodyBytes() {
      return body.bytes;
    },
    ended,
  };
  try {
    const reply = await onRequest(exchange, () => answer({ method, url, headers, body, signal }, modifiers, routes));
    await pause(modifiers.headersDelayMs, signal);
    await sendReply(reply, incoming, outgoing, modifiers, signal);
  } catch (error) {
    // The error of a connection that broke says no more than the outcome does.
    if (!signal.aborted) fail(error, outgoing);
  }
  const result = (await ended) === "complete" ? outgoing.statusCode : "broken";
  log(`${method} ${exchange.url} ${result}, ${body.bytes} bytes, ${Math.round(performance.now() - startMs)} ms`);
}

/** Follows the connection until it is done with this request. */
function watch(incoming: IncomingMessage, outgoing: ServerResponse): { signal: AbortSignal; ended: Promise<Outcome> } {
  const closed = new AbortController();
  const ended = new Promise<Outcome>((resolve) => {
    outgoing.once("close", () => {
      closed.abort();
      resolve(outgoing.writableFinished && incoming.complete ? "complete" : "broken");
    });
  });
  return { signal: closed.signal, ended };
}

async function answer(
  request: RouteRequest,
  { delayMs, status, problem }: Modifiers,
  routes: readonly Route[],
): Promise<Reply> {
  if (problem !== undefined) return jsonReply(400, { error: problem });
  await pause(delayMs, request.signal);
  const reply = await findAnswer(routes, request.method, request.url.pathname)(request);
  await drain(request.body);
  return { ...reply, status: status ?? reply.status };
}

/** Reads what a route had no use for, so that a slow or broken body is one on every route. */
async function drain(body: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of body);
}

/** Tells what went wrong here, or breaks the connection when an answer is already on its way. */
function fail(error: unknown, outgoing: ServerResponse): void {
  if (outgoing.headersSent) {
    outgoing.destroy();
    return;
  }
  const { status, headers, body } = jsonReply(500, { error: error instanceof Error ? error.message : String(error) });
  outgoing.writeHead(status, { ...corsHeaders, ...headers }).end(body);
}
