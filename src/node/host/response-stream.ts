import type { IncomingMessage } from "node:http";
import { pipeline, type Duplex, type Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import { namedNetworkError } from "./network-error.ts";
import { brokenResponse } from "./response-body.ts";

const DECODERS = new Map<string, (firstByte: number) => Duplex>([
  ["gzip", () => createGunzip()],
  ["x-gzip", () => createGunzip()],
  ["br", () => createBrotliDecompress()],
  // Some servers leave out the zlib header, whose first byte has 8 in its low half.
  ["deflate", (byte) => ((byte & 0x0f) === 8 ? createInflate() : createInflateRaw())],
]);

/**
 * Gives the body of a response piece by piece while it arrives, with the encodings of `Content-Encoding` undone.
 *
 * Rejects with `network` when the response is cut short or damaged. Who stops before the end closes the connection.
 */
export async function* streamBody(response: IncomingMessage): AsyncGenerator<Buffer, void, undefined> {
  let broken: "response" | "encoding" | undefined;
  response.once("error", () => (broken ??= "response"));
  const encodings = (response.headers["content-encoding"] ?? "").toLowerCase().split(",").toReversed();
  try {
    let body: Readable = response;
    for (const encoding of encodings) {
      const createDecoder = DECODERS.get(encoding.trim());
      // As it is in a browser, what is encoded in an unknown way stays as it is.
      if (createDecoder === undefined) break;
      const first = await firstByte(body);
      if (first === undefined) break;
      const decoder = createDecoder(first);
      decoder.once("error", () => (broken ??= "encoding"));
      // Failures show where the last stream is read.
      body = pipeline(body, decoder, () => {});
    }
    for await (const piece of body) yield piece as Buffer;
  } catch (error) {
    if (broken === "encoding") throw namedNetworkError("CONTENT_DECODING_FAILED", error);
    throw error instanceof Error ? brokenResponse(response, error) : error;
  }
}

/** Resolves with the first byte, which stays to be read, or with `undefined` when there is none. */
function firstByte(body: Readable): Promise<number | undefined> {
  return new Promise((resolve) => {
    const look = (): void => {
      const piece = body.read() as Buffer | null;
      if (piece === null && !body.readableEnded && !body.destroyed) return;
      for (const event of ["readable", "end", "close"]) body.off(event, look);
      if (piece !== null) body.unshift(piece);
      resolve(piece?.[0]);
    };
    for (const event of ["readable", "end", "close"]) body.on(event, look);
  });
}
