import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from "node:http";
import { GATEWAY_HEADER, toHeaderText, type GatewayAnswer } from "../../core/protocol/index.ts";
import { responseHead } from "../host/index.ts";

/** What an answer is, whoever opens it: data of another server, for the page's own code. */
const GUARDS = {
  "Content-Security-Policy": "default-src 'none'; sandbox",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  // Reverse proxies would gather the body.
  "X-Accel-Buffering": "no",
};
const NOT_STORED = { "Cache-Control": "no-store, no-transform" };
/** Headers by which a browser decides what to store, and for how long. */
const CACHING = ["cache-control", "pragma", "expires", "age", "date", "etag", "last-modified"] as const;

/** Headers of an answer without a body. */
export function bodilessHeaders(answer: GatewayAnswer): OutgoingHttpHeaders {
  return { ...GUARDS, ...NOT_STORED, "Content-Length": 0, [GATEWAY_HEADER]: toHeaderText(answer) };
}

/** Headers of an answer with the body of a response. Of those of the server, the browser gets what it needs to read the body. */
export function bodyHeaders(response: IncomingMessage): OutgoingHttpHeaders {
  return { ...GUARDS, ...NOT_STORED, ...envelopeOf(response), ...select(response.headers, READING) };
}

const READING = ["content-type", "content-encoding", "content-length"] as const;

/** The same for a response that the browser may store; requests with other headers have other responses. */
export function storedHeaders(response: IncomingMessage): OutgoingHttpHeaders {
  return { ...GUARDS, ...envelopeOf(response), ...select(response.headers, READING), ...cachingOf(response) };
}

/**
 * Headers of the answer that a response which the browser stored is still good. It keeps the envelope that it stored: this response tells
 * nothing to an app.
 */
export function revalidatedHeaders(response: IncomingMessage): OutgoingHttpHeaders {
  return { ...GUARDS, ...cachingOf(response) };
}

function cachingOf({ headers }: IncomingMessage): OutgoingHttpHeaders {
  const vary = headers.vary === undefined ? GATEWAY_HEADER : `${headers.vary}, ${GATEWAY_HEADER}`;
  return { ...select(headers, CACHING), Vary: headers.vary === "*" ? "*" : vary };
}

function envelopeOf(response: IncomingMessage): OutgoingHttpHeaders {
  return { [GATEWAY_HEADER]: toHeaderText({ head: responseHead(response) }) };
}

function select(headers: IncomingHttpHeaders, names: readonly (keyof IncomingHttpHeaders)[]): OutgoingHttpHeaders {
  return Object.fromEntries(names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));
}
