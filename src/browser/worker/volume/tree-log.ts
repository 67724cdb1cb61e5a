import { crc32 } from "../../../core/api/index.ts";
import type { Tree, TreeChange } from "./tree.ts";
import type { TwinLog } from "./twin-log.ts";

const HEAD_BYTES = 8;

/** The log is written anew when it has this many bytes and is mostly of the past. */
const COMPACT_BYTES = 128 * 1024;

/** Keeps the changes of a tree: each is a record of its length, its checksum, and JSON. */
export class TreeLog {
  readonly #log: TwinLog;
  readonly #tree: Tree;
  #compactAtBytes = COMPACT_BYTES;

  /** Does to an empty tree what the log says. What a killed process left half written is dropped. */
  constructor(log: TwinLog, tree: Tree) {
    this.#log = log;
    this.#tree = tree;
    const bytes = log.readSync();
    const end = replay(bytes, (change) => tree.apply(change));
    if (end < bytes.length) log.cutSync(end);
  }

  /** Writes a change down; durable on return. When it throws, nothing is written. */
  append(change: TreeChange): void {
    this.#log.appendSync(encode(change));
  }

  /** Writes the log anew if that makes it much shorter; the tree has all its changes. */
  compact(): void {
    if (this.#log.sizeBytes < this.#compactAtBytes) return;
    try {
      this.#log.replaceSync(concatenate([...this.#tree.changes()].map(encode)));
    } catch {
      // The long log is as good; another try is worth it when it has grown more.
    }
    this.#compactAtBytes = Math.max(COMPACT_BYTES, this.#log.sizeBytes * 4);
  }
}

function encode(change: TreeChange): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(change));
  const record = new Uint8Array(HEAD_BYTES + text.length);
  const view = new DataView(record.buffer);
  view.setUint32(0, text.length);
  view.setUint32(4, crc32(text));
  record.set(text, HEAD_BYTES);
  return record;
}

/** Hands over the changes up to the first that is not whole, and returns where that begins. */
function replay(bytes: Uint8Array, use: (change: TreeChange) => void): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let position = 0;
  while (position + HEAD_BYTES < bytes.length) {
    const [length, checksum] = [view.getUint32(position), view.getUint32(position + 4)];
    const text = bytes.subarray(position + HEAD_BYTES, position + HEAD_BYTES + length);
    if (text.length < length || crc32(text) !== checksum) break;
    // The checksum says that it is what was written.
    use(JSON.parse(new TextDecoder().decode(text)) as TreeChange);
    position += HEAD_BYTES + length;
  }
  return position;
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let position = 0;
  for (const part of parts) {
    bytes.set(part, position);
    position += part.length;
  }
  return bytes;
}
