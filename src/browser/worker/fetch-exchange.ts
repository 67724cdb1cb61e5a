import { HostError, type HttpEvents, type HttpHead, type StopSignal } from "../../core/ports/index.ts";
import type { FileSinkMeans } from "./file-sink.ts";
import { createFrugalReader, createPieceReader } from "./piece-reader.ts";
import { createBodySink, type BodySink, type ReceivedBody } from "./response-body.ts";
import { tooLarge, type OutgoingRequest } from "./xhr-exchange.ts";

/** What an exchange by `fetch` works with. */
export interface FetchMeans extends FileSinkMeans {
  fetch: typeof fetch;
}

/**
 * Sends a request by `fetch`, which can leave out cookies, the referrer and the browser's cache, and hands over the response while it
 * arrives.
 *
 * Rejects with `network`, `too-large` or `aborted`; no event is delivered from then on.
 */
export async function sendWithFetch(
  means: FetchMeans,
  request: OutgoingRequest,
  events: HttpEvents,
  signal: StopSignal,
): Promise<HttpHead & { data: ReceivedBody }> {
  const { fetch } = means;
  const { url, method, headers, body } = request;
  const stopping = new AbortController();
  let sink: BodySink | undefined;
  const stop = (): void => stopping.abort();
  signal.addEventListener("abort", stop);
  try {
    signal.throwIfAborted();
    const response = await fetch(url, {
      method,
      headers,
      body,
      signal: stopping.signal,
      cache: request.cache ?? "no-store",
      credentials: request.credentials ?? "omit",
      referrerPolicy: "no-referrer",
    });
    signal.throwIfAborted();
    const head: HttpHead = { statusCode: response.status, header: Object.fromEntries(response.headers), cookies: [] };
    events.onHead?.(head);
    sink = createBodySink(request, events, means);
    await receive(response, request, events, signal, sink);
    return { ...head, data: await sink.end(response.headers.get("content-type") ?? "") };
  } catch (cause) {
    // Not by cancelling the body: Firefox then lets the transfer go on.
    stopping.abort();
    await sink?.discard();
    if (signal.aborted) throw new HostError("aborted", `The request to ${url} was aborted`, { cause });
    if (cause instanceof HostError) throw cause;
    throw new HostError("network", "net::ERR_FAILED", { cause });
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** Reads the body to its end. Rejects when it is too large or nobody wants it any more. */
async function receive(
  { body, headers }: Response,
  { url, responseType, maxFileBytes = Infinity }: OutgoingRequest,
  events: HttpEvents,
  signal: StopSignal,
  sink: BodySink,
): Promise<void> {
  const declaredBytes = Number(headers.get("content-length"));
  const knownBytes = headers.has("content-encoding") ? 0 : declaredBytes;
  const reader = body && (responseType === "file" ? createFrugalReader(body) : createPieceReader(body));
  let receivedBytes = 0;
  if (declaredBytes > maxFileBytes) throw tooLarge(url, maxFileBytes);
  for (;;) {
    const chunk = await reader?.read();
    signal.throwIfAborted();
    if (chunk === undefined) return;
    receivedBytes += chunk.byteLength;
    if (receivedBytes > maxFileBytes) throw tooLarge(url, maxFileBytes);
    await sink.add(chunk);
    signal.throwIfAborted();
    // Another origin does not show that it compressed the body: what arrives then exceeds the declared length.
    events.onReceived?.(receivedBytes, receivedBytes > knownBytes ? 0 : knownBytes);
  }
}
