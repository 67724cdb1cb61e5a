import { decodeRecords, encodeRecords } from "../../../core/protocol/index.ts";
import type { Tree, TreeChange } from "./tree.ts";
import type { TwinLog } from "./twin-log.ts";

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
    // The checksums say that they are what was written.
    const end = decodeRecords(bytes, (change) => tree.apply(change as TreeChange));
    if (end < bytes.length) log.cutSync(end);
  }

  /** Writes a change down; durable on return. When it throws, nothing is written. */
  append(change: TreeChange): void {
    this.#log.appendSync(encodeRecords([change]));
  }

  /** Writes the log anew if that makes it much shorter; the tree has all its changes. */
  compact(): void {
    if (this.#log.sizeBytes < this.#compactAtBytes) return;
    try {
      this.#log.replaceSync(encodeRecords(this.#tree.changes()));
    } catch {
      // The long log is as good; another try is worth it when it has grown more.
    }
    this.#compactAtBytes = Math.max(COMPACT_BYTES, this.#log.sizeBytes * 4);
  }
}
