/**
 * A sequence of bytes that stays: what `core/api` writes key/value storage into. It belongs to one app and one device.
 *
 * Methods throw `quota` when the disk is full and `not-supported` when nothing can be kept here; the log is then as it was before.
 */
export interface StorageLogPort {
  /** Everything that was appended since it was last replaced; empty at first. */
  readSync(): Uint8Array;
  /**
   * Adds bytes to the end; they are durable when it returns. When the process is killed meanwhile, any first part of them may be there:
   * the reader finds out by checksums.
   */
  appendSync(bytes: Uint8Array): void;
  /** Replaces everything, all or nothing, also when the process is killed meanwhile; durable when it returns. */
  replaceSync(bytes: Uint8Array): void;
}
