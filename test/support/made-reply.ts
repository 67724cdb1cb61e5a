import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import type { Reply } from "../../src/tools/backend/index.ts";
import { sampleBytes } from "../conformance/sample-bytes.ts";

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
 * | `header=name:value` | has this header; any number of them |
 * | `status=404` | has this status |
 * | `encoding=gzip` (`br`, `deflate`, `deflate-raw`) | is compressed |
 * | `damaged=1` | lacks the second half of its compressed body |
 * | `length=none`, `length=10` | has no `Content-Length`, or this one |
 * | `stall=100` | stops after 100 bytes, and goes on when `released` resolves |
 * | `cut=100` | ends with the connection after 100 bytes |
 */
export function madeReply(query: URLSearchParams, released: Promise<unknown>): Reply {
  const content = contentOf(query);
  const encoding = query.get("encoding") ?? "";
  const encoded = ENCODERS.get(encoding)?.(content) ?? content;
  const body = query.has("damaged") ? encoded.subarray(0, encoded.length / 2) : encoded;
  const headers: Reply["headers"] = {};
  for (const header of query.getAll("header")) {
    const colon = header.indexOf(":");
    headers[header.slice(0, colon)] = header.slice(colon + 1);
  }
  if (encoding !== "") headers["content-encoding"] = encoding.replace("-raw", "");
  const length = query.get("length") ?? body.length;
  // Node sends a body without a length in chunks.
  if (length !== "none") headers["content-length"] = length;
  return { status: Number(query.get("status") ?? 200), headers, body: send(body, query, released) };
}

function contentOf(query: URLSearchParams): Buffer {
  const zeros = query.get("zeros");
  if (zeros !== null) return Buffer.alloc(Number(zeros));
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
