/** A file in memory; it stays what it is when its path changes. */
export interface MemoryFile {
  bytes: Uint8Array<ArrayBuffer>;
  /** Milliseconds since 1970. */
  modifiedMs: number;
}

/** What a device in memory keeps when it is closed. */
export interface MemoryDisk {
  /** Files of all areas by canonical path. */
  readonly files: Map<string, MemoryFile>;
  /** Directories of the user area by canonical path. */
  readonly directories: Set<string>;
  /** The log under key/value storage. */
  storageLog: Uint8Array<ArrayBuffer>;
  /** The log of what the person allowed. */
  consentLog: Uint8Array<ArrayBuffer>;
}

/** Makes an empty disk. */
export function createMemoryDisk(): MemoryDisk {
  return { files: new Map(), directories: new Set(), storageLog: new Uint8Array(0), consentLog: new Uint8Array(0) };
}

/** Makes a file with a copy of `bytes`. */
export function createMemoryFile(bytes: Uint8Array): MemoryFile {
  return { bytes: new Uint8Array(bytes), modifiedMs: Date.now() };
}
