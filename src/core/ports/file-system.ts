/** What is known of a file or a directory. */
export interface FileEntry {
  isDirectory: boolean;
  /** 0 for a directory. */
  sizeBytes: number;
  /** When the content last changed, milliseconds since 1970. */
  modifiedMs: number;
  /** When it was last read; a host that does not know gives `modifiedMs`. */
  accessedMs: number;
}

/** How an {@link OpenFile} may be used. */
export type OpenMode = "read" | "write";

/**
 * An open file. It stays the same file when its path is renamed, replaced or removed, and ends with `closeSync`.
 *
 * All descriptors of a file, and all that read it by its path, see a write at once. A write may be torn when the process ends during
 * it; what was written before `flushSync` or `closeSync` returned is durable.
 */
export interface OpenFile {
  statSync(): FileEntry;
  /** Reads into `target` from `position` of the file and returns the number of bytes: fewer only at the end, 0 behind it. */
  readSync(target: Uint8Array, position: number): number;
  /** Writes all of `bytes` at `position`; a gap behind the end is filled with zeros. Throws `quota` when the disk is full. */
  writeSync(bytes: Uint8Array, position: number): void;
  /** Cuts the file, or fills it up with zeros. All or nothing, also when the process ends meanwhile. */
  truncateSync(lengthBytes: number): void;
  /** Returns when all that was written is durable. */
  flushSync(): void;
  /** Flushes if something was written, and closes; nothing else may be called afterwards. */
  closeSync(): void;
}

/**
 * The files of one app that stay, as a synchronous file system. Only `core/api` calls it, with paths that
 * `parseLocalPath` of `core/protocol` made canonical: `wxfile://usr`, `wxfile://usr/a/b`, `wxfile://store/name`,
 * `wxfile://tmp/name`, `/images/a.png`. A host checks them again: an app that got past `core/api` must not get further.
 *
 * The areas: `usr` is a tree of files and directories, `store` a flat set of files; both stay, and belong to one app and one device.
 * `tmp` and the package are read only here ({@link FilesPort} makes and removes temporary files). `usr` and `store` exist from the start.
 *
 * **Who decides.** The rules of the platform are those of `core/api`: it checks kinds, existence, emptiness, quotas and flags
 * beforehand, and nobody else changes the areas while the device runs. So methods may assume what their comments demand; where that is
 * broken they throw a `HostError` and change nothing.
 *
 * **Atomic.** Each method is all or nothing, also when the process is killed while it runs, but for `OpenFile.writeSync`. Nothing of an
 * unfinished one is ever seen: what it left is removed when the device is made again.
 *
 * **Durable.** When a method returns (or its promise resolves), its effect survives a crash of the process at any later moment, and one of
 * the machine as far as the platform can flush.
 *
 * **Synchronous.** Methods whose names end in `Sync` see the effect of every call that returned before. The others take effect at
 * one moment before they resolve; until then everybody sees the old state.
 *
 * **Errors.** `not-found` when a file, or the directory that a new one goes into, is missing, and for every path outside the areas, through a
 * symbolic link, or to what is neither file nor directory; `denied` when the path may not be used so (an area that is read only, a
 * directory where a file is asked for, names that the host can't store); `quota` when the disk, or the room that a browser gives, is
 * full; `not-supported` when nothing can be kept here, such as in a second tab.
 */
export interface FileSystemPort {
  /**
   * Finds a file or directory of any area. The directories of the package are not found; of the areas themselves, `wxfile://usr`,
   * `wxfile://store` and `wxfile://tmp` are.
   */
  statSync(path: string): FileEntry;
  /** Names in a directory of `usr`, `store` or `tmp`, in any order. */
  readdirSync(path: string): string[];
  /** Makes a directory in `usr`; its parent exists, and nothing is at `path`. */
  mkdirSync(path: string): void;
  /** Removes a file of `usr` or `store`, or a directory of `usr` with everything in it. Open files stay readable. */
  removeSync(path: string): void;
  /** Opens a file that exists: to read in any area, to write in `usr`. */
  openSync(path: string, mode: OpenMode): OpenFile;
  /** Makes a file in `usr`, or replaces the one that is there; files that are open keep the old content. */
  replaceSync(path: string, bytes: Uint8Array): void;
  /** Adds bytes to the end of a file in `usr`; files that are open see them. */
  appendSync(path: string, bytes: Uint8Array): void;
  /** Copies a file of any area to a path of `usr` as {@link FileSystemPort.replaceSync} does. The two may be the same. */
  copySync(path: string, newPath: string): void;
  /** Copies as `copySync` does; a large file goes in pieces, never as a whole through memory. */
  copy(path: string, newPath: string): Promise<void>;
  /**
   * Gives a file another path: from `tmp` to `store` or `usr`, or within `usr`, where it may also be a directory. A file at `newPath` is
   * replaced; a directory never is. The two may be the same.
   */
  moveSync(path: string, newPath: string): void;
  /** Moves a file as `moveSync` does; a large one goes in pieces where it can't just be renamed. */
  move(path: string, newPath: string): Promise<void>;
}
