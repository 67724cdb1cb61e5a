import { HostError, type HttpEvents, type HttpHead, type HttpResponse } from "../../core/ports/index.ts";

/** A request without a body. */
export interface BodilessRequest {
  url: string;
  method: string;
  headers: Readonly<Record<string, string>>;
  responseType: "text" | "bytes";
}

/**
 * Sends a request without a body by `fetch`, which can leave out cookies, the referrer and the browser's cache.
 *
 * Rejects with `network` or `aborted`; no event is delivered from then on.
 */
export async function sendWithFetch(
  fetch: typeof globalThis.fetch,
  request: BodilessRequest,
  events: HttpEvents,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const { url, method, headers, responseType } = request;
  try {
    const response = await fetch(url, {
      method,
      headers,
      signal,
      cache: "no-store",
      credentials: "omit",
      referrerPolicy: "no-referrer",
    });
    signal.throwIfAborted();
    const head: HttpHead = { statusCode: response.status, header: Object.fromEntries(response.headers), cookies: [] };
    events.onHead?.(head);
    const bytes = await readBody(response, events, signal);
    const data = responseType === "bytes" ? bytes.buffer : decode(bytes, response.headers.get("content-type") ?? "");
    return { ...head, data };
  } catch (cause) {
    if (signal.aborted) throw new HostError("aborted", `The request to ${url} was aborted`, { cause });
    throw new HostError("network", "net::ERR_FAILED", { cause });
  }
}

async function readBody(
  { body, headers }: Response,
  events: HttpEvents,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const declaredBytes = headers.has("content-encoding") ? 0 : Number(headers.get("content-length"));
  const chunks: Uint8Array[] = [];
  let receivedBytes = 0;
  const reader = body?.getReader();
  for (;;) {
    const chunk = (await reader?.read())?.value;
    signal.throwIfAborted();
    if (chunk === undefined) break;
    chunks.push(chunk);
    receivedBytes += chunk.byteLength;
    // Another origin does not show that it compressed the body: what arrives then exceeds the declared length.
    events.onReceived?.(receivedBytes, receivedBytes > declaredBytes ? 0 : declaredBytes);
  }
  const bytes = new Uint8Array(receivedBytes);
  let position = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, position);
    position += chunk.byteLength;
  }
  return bytes;
}

/** Decodes text in the charset that the response names, else in UTF-8. */
function decode(bytes: Uint8Array<ArrayBuffer>, contentType: string): string {
  const charset = /;\s*charset="?([^\s;"]+)/i.exec(contentType)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
