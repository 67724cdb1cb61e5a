import { crc32 } from "./checksum.ts";

const HEAD_BYTES = 8;

/** Writes values as records of a log: length and checksum, four bytes each, then JSON. */
export function encodeRecords(values: Iterable<unknown>): Uint8Array<ArrayBuffer> {
  const texts = Array.from(values, (value) => new TextEncoder().encode(JSON.stringify(value)));
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

/** Reads records up to the first that is not whole, which was being written when the process ended, and returns where that begins. */
export function decodeRecords(bytes: Uint8Array, use: (value: unknown) => void): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at + HEAD_BYTES < bytes.length) {
    const text = bytes.subarray(at + HEAD_BYTES, at + HEAD_BYTES + view.getUint32(at));
    // No record is empty: zeros are what a machine that lost its power may leave behind the end.
    if (text.length === 0) break;
    if (text.length !== view.getUint32(at) || crc32(text) !== view.getUint32(at + 4)) break;
    // The checksum says that it is what was written.
    use(JSON.parse(new TextDecoder().decode(text)));
    at += HEAD_BYTES + text.length;
  }
  return at;
}
