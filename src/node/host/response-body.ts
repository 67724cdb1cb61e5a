import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, inflateRaw } from "node:zlib";
import { namedNetworkError, networkError } from "./network-error.ts";

/** Reads the whole body of a response as it came, and reports how much arrived so far and how much is to come (0 when unknown). */
export function receiveBody(
  response: IncomingMessage,
  onReceived: (receivedBytes: number, totalBytes: number) => void,
): Promise<Buffer> {
  const totalBytes = Number(response.headers["content-length"] ?? 0);
  const chunks: Buffer[] = [];
  let receivedBytes = 0;
  return new Promise((resolve, reject) => {
    response.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      receivedBytes += chunk.length;
      onReceived(receivedBytes, totalBytes);
    });
    response.on("end", () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    response.on("error", (error) => reject(brokenResponse(response, error)));
  });
}

/** Undoes the encodings of `Content-Encoding`; an unknown one is left alone. Rejects with `network` when the bytes are damaged. */
export async function decodeBody(contentEncoding: string, body: Buffer): Promise<Buffer> {
  let decoded = body;
  for (const encoding of contentEncoding.toLowerCase().split(",").toReversed()) {
    const decode = decoded.length === 0 ? undefined : decoderOf(encoding.trim(), decoded);
    if (decode === undefined) return decoded;
    try {
      decoded = await decode(decoded);
    } catch (error) {
      throw namedNetworkError("CONTENT_DECODING_FAILED", error);
    }
  }
  return decoded;
}

/** Decodes text by the charset of `Content-Type`, UTF-8 when there is none that is known; a byte order mark goes. */
export function decodeText(contentType: string | undefined, body: Buffer): string {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType ?? "")?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) {
    try {
      return new TextDecoder(charset).decode(body);
    } catch {
      // Not a charset that Node knows.
    }
  }
  const text = body.toString("utf8");
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}

function decoderOf(encoding: string, body: Buffer): ((body: Buffer) => Promise<Buffer>) | undefined {
  switch (encoding) {
    case "gzip":
    case "x-gzip":
      return promisify(gunzip);
    case "br":
      return promisify(brotliDecompress);
    case "deflate":
      // Some servers leave out the zlib header, whose first byte has 8 in its low half.
      return promisify(((body[0] ?? 0) & 0x0f) === 8 ? inflate : inflateRaw);
    default:
      return undefined;
  }
}

/** Names the failure of a response of `node:http` that broke. */
export function brokenResponse(response: IncomingMessage, error: Error): Error {
  if (response.complete) return networkError(error);
  return cutShort(response.headers["transfer-encoding"], error);
}

/** Names the failure of a response that ended before its end. */
export function cutShort(transferEncoding: string | undefined, error: Error): Error {
  const name = transferEncoding === undefined ? "CONTENT_LENGTH_MISMATCH" : "INCOMPLETE_CHUNKED_ENCODING";
  return namedNetworkError(name, error);
}
