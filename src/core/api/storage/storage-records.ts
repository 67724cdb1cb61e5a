import { crc32 } from "../checksum.ts";
import type { StoredValue } from "./stored-value.ts";

/** One change of the storage; several keys change together or not at all. */
export type StorageChange =
  | { readonly type: "set"; readonly values: readonly (readonly [key: string, value: StoredValue])[] }
  | { readonly type: "remove"; readonly key: string }
  | { readonly type: "clear" };

const HEAD_BYTES = 8;

/** Writes changes as records: length and checksum, four bytes each, then JSON. */
export function encodeChanges(changes: readonly StorageChange[]): Uint8Array {
  const texts = changes.map((change) => new TextEncoder().encode(JSON.stringify(change)));
  const bytes = new Uint8Array(texts.reduce((sum, text) => sum + HEAD_BYTES + text.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const text of texts) {
    view.setUint32(at, text.length);
    view.setUint32(at + 4, crc32(text));
    bytes.set(text, at + HEAD_BYTES);
    at += HEAD_BYTES + text.length;
  }
  return bytes;
}

/** Reads records up to the first that is not whole, which was being written when the process ended. */
export function decodeChanges(bytes: Uint8Array): { changes: StorageChange[]; isWhole: boolean } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const changes: StorageChange[] = [];
  let at = 0;
  while (at + HEAD_BYTES <= bytes.length) {
    const text = bytes.subarray(at + HEAD_BYTES, at + HEAD_BYTES + view.getUint32(at));
    if (text.length !== view.getUint32(at) || crc32(text) !== view.getUint32(at + 4)) break;
    // The checksum says that it is what was written.
    changes.push(JSON.parse(new TextDecoder().decode(text)) as StorageChange);
    at += HEAD_BYTES + text.length;
  }
  return { changes, isWhole: at === bytes.length };
}
