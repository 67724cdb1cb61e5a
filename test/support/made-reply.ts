import type { IncomingHttpHeaders } from "node:http";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import type { Reply } from "../../src/tools/backend/index.ts";
import { sampleBytes } from "../conformance/sample-bytes.ts";
import { wavFile } from "../conformance/wav-file.ts";

const ENCODERS = new Map<string, (bytes: Uint8Array) => Buffer>([
  ["gzip", (bytes) => gzipSync(bytes)],
  ["br", (bytes) => brotliCompressSync(bytes)],
  ["deflate", (bytes) => deflateSync(bytes)],
  ["deflate-raw", (bytes) => deflateRawSync(bytes)],
]);

/**
 * Makes the answer that the query of `/made` describes; a test gets any response that it can think of.
 *
 * | query | the response |
 * |---|---|
 * | `text=`, `base64=`, `size=1000` or `zeros=1000` | has this body: text, bytes, sample bytes, zeros |
 * | `sound=30` | has this body: a WAV file of so many seconds |
 * | `stream=1000` | has this many zeros, which are made as they leave; goes with `header` and `status` only |
 * | `match=1` | is a 304 when the request asks for something newer than this |
 * | `redirects=100` | redirects to the same with one less, and at 0 is what the rest says |
 * | `header=name:value` | has this header; any number of them, also of one name |
 * | `status=404` | has this status |
 * | `encoding=gzip` (`br`, `deflate`, `deflate-raw`) | is compressed |
 * | `damaged=1` | lacks the second half of its compressed body |
 * | `length=none`, `length=10` | has no `Content-Length`, or this one |
 * | `stall=100` | stops after 100 bytes, and goes on when `released` resolves |
 * | `once=1` | is a 404 when the request asks for a later part |
 * | `cut=100` | ends with the connection after 100 bytes |
 */
export function madeReply(
  query: URLSearchParams,
  requestHeaders: IncomingHttpHeaders,
  released: Promise<unknown>,
): Reply {
  const redirects = Number(query.get("redirects") ?? 0);
  if (redirects > 0) return redirectReply(query, redirects - 1);
  const headers = headersOf(query);
  if (query.has("match") && isMatch(headers, requestHeaders)) return { status: 304, headers, body: Buffer.alloc(0) };
  const asksForLaterPart = /^bytes=[1-9]/.test(requestHeaders.range ?? "");
  if (query.has("once") && asksForLaterPart) return { status: 404, headers, body: Buffer.alloc(0) };
  const status = Number(query.get("status") ?? 200);
  const streamed = query.get("stream");
  if (streamed !== null) {
    headers["content-length"] = streamed;
    return { status, headers, body: streamZeros(Number(streamed)) };
  }
  const content = contentOf(query);
  const encoding = query.get("encoding") ?? "";
  const encoded = ENCODERS.get(encoding)?.(content) ?? content;
  const body = query.has("damaged") ? encoded.subarray(0, encoded.length / 2) : encoded;
  if (encoding !== "") headers["content-encoding"] = encoding.replace("-raw", "");
  const length = query.get("length") ?? body.length;
  // Node sends a body without a length in chunks.
  if (length !== "none") headers["content-length"] = length;
  return { status, headers, body: send(body, query, released) };
}

function headersOf(query: URLSearchParams): Reply["headers"] {
  const headers: Reply["headers"] = {};
  for (const header of query.getAll("header")) {
    const colon = header.indexOf(":");
    const name = header.slice(0, colon);
    const present = [headers[name] ?? []].flat().map(String);
    headers[name] = present.length === 0 ? header.slice(colon + 1) : [...present, header.slice(colon + 1)];
  }
  return headers;
}

function isMatch(own: Reply["headers"], request: IncomingHttpHeaders): boolean {
  const { "if-none-match": etag, "if-modified-since": modified } = request;
  return (etag ?? modified) !== undefined && [own["etag"], own["last-modified"]].includes(etag ?? modified);
}

function redirectReply(query: URLSearchParams, left: number): Reply {
  const next = new URLSearchParams(query);
  next.set("redirects", String(left));
  return { status: 302, headers: { location: `/made?${next}`, "content-length": 0 }, body: Buffer.alloc(0) };
}

async function* streamZeros(size: number): AsyncGenerator<Buffer> {
  const zeros = Buffer.alloc(1024 * 1024);
  for (let left = size; left > 0; left -= zeros.length) yield zeros.subarray(0, left);
}

function contentOf(query: URLSearchParams): Buffer {
  const zeros = query.get("zeros");
  if (zeros !== null) return Buffer.alloc(Number(zeros));
  const seconds = query.get("sound");
  if (seconds !== null) return Buffer.from(wavFile(Number(seconds)));
  const size = query.get("size");
  if (size !== null) return Buffer.from(sampleBytes(Number(size)));
  return Buffer.from(query.get("base64") ?? query.get("text") ?? "", query.has("base64") ? "base64" : "utf8");
}

async function* send(body: Buffer, query: URLSearchParams, released: Promise<unknown>): AsyncGenerator<Buffer> {
  const stall = Number(query.get("stall") ?? body.length);
  const cut = query.get("cut");
  if (cut !== null) {
    yield body.subarray(0, Number(cut));
    throw new Error(`Cut after ${cut} bytes, as the query asked`);
  }
  // A piece of no bytes would be sent as the end of a chunked body.
  if (stall > 0 && body.length > 0) yield body.subarray(0, stall);
  if (stall >= body.length) return;
  await released;
  yield body.subarray(stall);
}
