import type { Draft } from "./draft.ts";

/** A file that is open all the time; a handle of the origin private file system has this form. */
export interface DiskFile {
  getSize(): number;
  /** Fills `target` and returns how many bytes there were. */
  read(target: Uint8Array, options: { at: number }): number;
  /** Returns how many bytes were written. */
  write(bytes: Uint8Array, options: { at: number }): number;
  truncate(length: number): void;
  flush(): void;
}

/** Content in a file of its own, which never changes. */
export interface SealedBlob {
  readonly name: string;
  readonly blob: Blob;
}

/** Where a browser keeps the files of one app. */
export interface Disk {
  /** Opens a file for synchronous use; makes an empty one when there is none. */
  open(name: string): Promise<DiskFile>;
  /** Puts content into a new file of its own, piece by piece, and resolves when it is durable. */
  seal(content: Blob): Promise<SealedBlob>;
  /** Begins such a file whose content comes piece by piece; absent where a disk takes content only as a whole. */
  draft?(): Promise<Draft<SealedBlob>>;
  /** Resolves with the content of the sealed files that are named and still there, and removes all others. */
  loadSealed(names: ReadonlySet<string>): Promise<Map<string, Blob>>;
  removeSealed(name: string): Promise<void>;
  /** Resolves when everything that was flushed is durable; where `flush` itself waits for that, at once. */
  saved(): Promise<void>;
  close(): void;
}

/** Writes all of `bytes`. Throws `QuotaExceededError` when there is no room. */
export function writeAll(file: DiskFile, bytes: Uint8Array, position: number): void {
  let written = 0;
  while (written < bytes.byteLength) {
    const rest = written === 0 ? bytes : bytes.subarray(written);
    const count = file.write(rest, { at: position + written });
    // Chromium does not throw when there is no room: it returns an error below zero as a number of 32 bits.
    if (count === 0 || count > rest.byteLength) throw new DOMException("The file can't grow", "QuotaExceededError");
    written += count;
  }
}

/** Fills `target` from `position` and returns how many bytes there were. */
export function readAll(file: DiskFile, target: Uint8Array, position: number): number {
  const count = file.read(target, { at: position });
  if (count > target.byteLength) throw new DOMException("The file can't be read", "NotReadableError");
  return count;
}
