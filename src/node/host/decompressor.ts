import { promisify } from "node:util";
import { brotliDecompress, brotliDecompressSync } from "node:zlib";
import { HostError, type DecompressorPort } from "../../core/ports/index.ts";
import { errorCode } from "./error-code.ts";

const decompress = promisify(brotliDecompress);

/** Decompression by the zlib of Node. */
export function createDecompressor(): DecompressorPort {
  return {
    async brotli(bytes, maxBytes) {
      try {
        return toArrayBuffer(await decompress(bytes, { maxOutputLength: maxBytes }));
      } catch (error) {
        throw brotliError(error);
      }
    },
    brotliSync(bytes, maxBytes) {
      try {
        return toArrayBuffer(brotliDecompressSync(bytes, { maxOutputLength: maxBytes }));
      } catch (error) {
        throw brotliError(error);
      }
    },
  };
}

function toArrayBuffer(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

function brotliError(cause: unknown): HostError {
  if (errorCode(cause) === "ERR_BUFFER_TOO_LARGE") {
    return new HostError("too-large", "There is more in the Brotli stream than was asked for", { cause });
  }
  return new HostError("invalid-data", "This is no complete Brotli stream", { cause });
}
