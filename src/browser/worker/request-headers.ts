import { GATEWAY_PREFIX } from "../../core/protocol/index.ts";

// https://fetch.spec.whatwg.org/#forbidden-request-header
const FORBIDDEN = new Set([
  "accept-charset",
  "accept-encoding",
  "access-control-request-headers",
  "access-control-request-method",
  "access-control-request-private-network",
  "connection",
  "content-length",
  "cookie",
  "cookie2",
  "date",
  "dnt",
  "expect",
  "host",
  "keep-alive",
  "origin",
  "referer",
  "set-cookie",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  // Only some browsers send it, so none does.
  "user-agent",
  "via",
]);

/** Tells whether a browser refuses to send this header, or it is for our own use; `name` is in lower case. */
export function isForbiddenHeader(name: string): boolean {
  return ["proxy-", "sec-", GATEWAY_PREFIX].some((prefix) => name.startsWith(prefix)) || FORBIDDEN.has(name);
}
