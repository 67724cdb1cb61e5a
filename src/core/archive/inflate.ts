import { Inflate, Unzlib, type FlateStreamHandler } from "fflate";
import { HostError } from "../ports/index.ts";

/** Small, because all that one slice inflates to is in memory before it can be refused: a thousand times as much at most. */
const SLICE_BYTES = 16 * 1024;

/** Undoes deflate, as in ZIP. Throws `invalid-data` for damaged bytes, and as soon as there are more than `maxBytes`. */
export function inflate(bytes: Uint8Array<ArrayBuffer>, maxBytes: number): Uint8Array<ArrayBuffer> {
  return collect(bytes, maxBytes, (take) => new Inflate(take));
}

/** Undoes deflate within zlib's frame, as in PDF. Throws as {@link inflate} does. */
export function inflateZlib(bytes: Uint8Array<ArrayBuffer>, maxBytes: number): Uint8Array<ArrayBuffer> {
  return collect(bytes, maxBytes, (take) => new Unzlib(take));
}

function collect(
  bytes: Uint8Array<ArrayBuffer>,
  maxBytes: number,
  open: (take: FlateStreamHandler) => { push(slice: Uint8Array, isLast: boolean): void },
): Uint8Array<ArrayBuffer> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  const stream = open((chunk) => {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) {
      throw new HostError("invalid-data", `The deflated bytes inflate to more than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  });
  try {
    for (let start = 0; start === 0 || start < bytes.length; start += SLICE_BYTES) {
      stream.push(bytes.subarray(start, start + SLICE_BYTES), start + SLICE_BYTES >= bytes.length);
    }
  } catch (cause) {
    throw new HostError("invalid-data", "The deflated bytes can't be inflated", { cause });
  }
  const all = new Uint8Array(sizeBytes);
  let position = 0;
  for (const chunk of chunks) {
    all.set(chunk, position);
    position += chunk.length;
  }
  return all;
}
