import type { HostError } from "../../core/ports/index.ts";
import { readHead, type ReceivedHead } from "./http-headers.ts";
import { namedNetworkError } from "./network-error.ts";

/** The head of a response, and what it says of the body and of the connection. */
export interface ResponseHead {
  readonly head: ReceivedHead;
  /** How the end of the body is found: by its length, by the `chunked` encoding, or by the end of the connection. */
  readonly framing: number | "chunked" | "until-end";
  /** Whether the connection may serve another exchange. */
  readonly keepsConnection: boolean;
}

/** Status line and headers, without control characters. */
const HEAD =
  /^HTTP\/1\.([01]) ([1-9]\d\d)(?: [\t\x20-\x7e\x80-\xff]*)?(?:\r\n[!#$%&'*+\-.^_`|~\dA-Za-z]+:[\t\x20-\x7e\x80-\xff]*)*$/;
/** A header that goes on in the next line; HTTP allowed it once. */
const FOLD = /\r\n[\t ]+/g;
const LINE_END = "\r\n";
const SWITCHING_PROTOCOLS = 101;

/** Reads the head of the response to a request: bytes as characters, without the empty line. Throws `network` when it makes no sense. */
export function parseHead(received: string, method: string): ResponseHead {
  let text = received;
  let status = HEAD.exec(text);
  if (status === null) {
    text = received.replace(FOLD, " ");
    status = HEAD.exec(text);
  }
  if (status === null) throw invalidResponse("The head of the response is not one of HTTP/1");
  const statusCode = Number(status[2]);
  // Nobody asked for another protocol.
  if (statusCode === SWITCHING_PROTOCOLS) throw invalidResponse("The server changed to another protocol");
  const head = readHead(statusCode, splitHeaders(text));
  const framing = framingOf(head, method);
  return { head, framing, keepsConnection: framing !== "until-end" && isKept(head, status[1] === "1") };
}

/** Lists name, value, name, value … of a head that has the right form. */
function splitHeaders(text: string): string[] {
  const list: string[] = [];
  for (let lineEnd = text.indexOf(LINE_END); lineEnd >= 0;) {
    const start = lineEnd + LINE_END.length;
    lineEnd = text.indexOf(LINE_END, start);
    const colon = text.indexOf(":", start);
    let from = colon + 1;
    let to = lineEnd < 0 ? text.length : lineEnd;
    while (from < to && isBlank(text.charCodeAt(from))) from += 1;
    while (to > from && isBlank(text.charCodeAt(to - 1))) to -= 1;
    list.push(text.slice(start, colon), text.slice(from, to));
  }
  return list;
}

/** Makes the failure of a response that is not HTTP. */
export function invalidResponse(message: string): HostError {
  return namedNetworkError("INVALID_HTTP_RESPONSE", new Error(message));
}

/** @see https://www.rfc-editor.org/rfc/rfc9112#name-message-body-length */
function framingOf(head: ReceivedHead, method: string): ResponseHead["framing"] {
  const { statusCode } = head.facts;
  const encoding = head.find("transfer-encoding");
  const length = head.find("content-length");
  if (encoding !== undefined && length !== undefined) throw invalidResponse("The response has two lengths");
  if (length !== undefined && !/^\d{1,15}$/.test(length))
    throw invalidResponse("The length of the response is no number");
  if (method === "HEAD" || statusCode < 200 || statusCode === 204 || statusCode === 304) return 0;
  if (encoding !== undefined) return /(?:^|,)[\t ]*chunked$/i.test(encoding) ? "chunked" : "until-end";
  return length === undefined ? "until-end" : Number(length);
}

function isKept(head: ReceivedHead, isVersion11: boolean): boolean {
  const connection = head.find("connection");
  if (connection === undefined) return isVersion11;
  return isVersion11 ? !/\bclose\b/i.test(connection) : /\bkeep-alive\b/i.test(connection);
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}
