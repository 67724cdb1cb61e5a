/** What a path leads to. */
export interface FileStat {
  sizeBytes: number;
}

/**
 * Local files by their platform paths: `wxfile://tmp/…`, `wxfile://store/…`, `wxfile://usr/…` (also `http://tmp/…` and so on) and package
 * files (`/images/a.png`). It reads them all, and makes and removes temporary ones; those that stay are changed by {@link FileSystemPort}.
 *
 * Temporary files go when the device is closed or, after a crash, when it is made again. All methods see what {@link FileSystemPort} did.
 *
 * Every method fails with `not-found` for a path that leads to no file, also to a directory, for URLs and for paths that leave their area.
 */
export interface FilesPort {
  stat(path: string): Promise<FileStat>;
  /** Reads `lengthBytes` from `position`; both default to the whole file, and a range past the end is cut. */
  read(path: string, position?: number, lengthBytes?: number): Promise<ArrayBuffer>;
  /** Makes a temporary file and resolves with its path, which ends in `.extension`. Rejects with `quota` when the disk is full. */
  createTemporary(bytes: ArrayBuffer, extension: string): Promise<string>;
  /** Makes a temporary file of a copy of `bytes` in place, and returns its path, which has no extension. */
  createTemporarySync(bytes: Uint8Array): string;
  /** Gives a temporary file another temporary path, and replaces what was there. Rejects with `denied` when one of them is none. */
  rename(path: string, newPath: string): Promise<void>;
  /** Removes a temporary file. Rejects with `denied` for any other. */
  remove(path: string): Promise<void>;
  /** Removes a temporary file in place. */
  removeSync(path: string): void;
}
