import type { ByteSource } from "../../../core/document/index.ts";
import { HostError } from "../../../core/ports/index.ts";

/** Reads parts of a handle. They reject with `not-found` when the file behind it was changed or removed. */
export function blobSource(blob: Blob): ByteSource {
  return {
    sizeBytes: blob.size,
    async read(position, lengthBytes) {
      try {
        return new Uint8Array(await blob.slice(position, position + lengthBytes).arrayBuffer());
      } catch (cause) {
        throw new HostError("not-found", "The file was changed or removed", { cause });
      }
    },
  };
}
