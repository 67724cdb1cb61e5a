import { randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  type Stats,
} from "node:fs";
import { copyFile, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  HostError,
  type FileEntry,
  type FileSystemPort,
  type OpenFile,
  type OpenMode,
} from "../../core/ports/index.ts";
import { parseLocalPath } from "../../core/protocol/index.ts";
import { AppendRecord } from "./append-record.ts";
import { Areas, type FilesOptions, type Located } from "./areas.ts";
import { flushDirectorySync, flushFileSync, placeSync, writeAllSync, writeNewSync } from "./durable.ts";
import { fileError, notFound } from "./file-error.ts";
import { openFileSync, toEntry } from "./open-file.ts";

/** {@link FileSystemPort} on real files. */
export interface LocalFileSystem extends FileSystemPort {
  /** Closes what is open and refuses everything from then on. */
  close(): void;
}

/**
 * Makes the file system of a device: `wxfile://usr/a.txt` is `<dataDir>/usr/a.txt`. Clears up after a process that was killed.
 *
 * New content is made in `<dataDir>/work`, flushed, and renamed into its place.
 */
export function createFileSystem(options: FilesOptions): LocalFileSystem {
  return new NodeFileSystem(options);
}

class NodeFileSystem implements LocalFileSystem {
  readonly #areas: Areas;
  readonly #work: string;
  readonly #append: AppendRecord;
  readonly #open = new Set<OpenFile>();

  constructor(options: FilesOptions) {
    this.#areas = new Areas(options);
    this.#work = join(options.dataDir, "work");
    rmSync(this.#work, { recursive: true, force: true });
    mkdirSync(this.#work);
    this.#append = new AppendRecord(options.dataDir);
    this.#undoAppend();
  }

  statSync(path: string): FileEntry {
    return toEntry(this.#find(this.#areas.locate(path)));
  }

  readdirSync(path: string): string[] {
    const located = this.#areas.locate(path);
    if (!this.#find(located).isDirectory()) throw denied(path, "is no directory");
    return translated(path, () => readdirSync(located.machinePath));
  }

  mkdirSync(path: string): void {
    const { machinePath } = this.#writable(path);
    translated(path, () => {
      mkdirSync(machinePath);
      flushDirectorySync(dirname(machinePath));
    });
  }

  removeSync(path: string): void {
    const located = this.#areas.locate(path);
    const isStored = located.area === "store" || located.area === "usr";
    const stats = this.#find(located);
    if (!isStored || located.names.length === 0) throw denied(path, "can't be removed");
    translated(path, () => {
      // Out of sight in one step, then piece by piece.
      const removed = this.#workPath();
      placeSync(located.machinePath, removed);
      flushDirectorySync(dirname(located.machinePath));
      rmSync(removed, { recursive: stats.isDirectory(), force: true });
    });
  }

  openSync(path: string, mode: OpenMode): OpenFile {
    const { machinePath } = mode === "write" ? this.#writable(path) : this.#areas.locate(path);
    const file = openFileSync(path, machinePath, mode, () => this.#open.delete(file));
    this.#open.add(file);
    return file;
  }

  replaceSync(path: string, bytes: Uint8Array): void {
    const { machinePath } = this.#replaceable(path);
    this.#make(path, (made) => {
      writeNewSync(made, bytes);
      placeSync(made, machinePath);
    });
  }

  appendSync(path: string, bytes: Uint8Array): void {
    const located = this.#writable(path);
    if (!this.#find(located).isFile()) throw denied(path, "is a directory");
    translated(path, () => {
      const fd = openSync(located.machinePath, constants.O_RDWR | (constants.O_NOFOLLOW ?? 0));
      try {
        const { size } = fstatSync(fd);
        this.#append.begin({ path: located.path, lengthBytes: size });
        try {
          writeAllSync(fd, bytes, size);
        } catch (error) {
          ftruncateSync(fd, size);
          throw error;
        } finally {
          fdatasyncSync(fd);
          this.#append.end();
        }
      } finally {
        closeSync(fd);
      }
    });
  }

  copySync(path: string, newPath: string): void {
    const [source, target] = this.#pair(path, newPath);
    if (source === target) return;
    this.#make(newPath, (made) => {
      copyFileSync(source, made, constants.COPYFILE_FICLONE);
      makeWritable(made);
      flushFileSync(made);
      placeSync(made, target);
    });
  }

  async copy(path: string, newPath: string): Promise<void> {
    const [source, target] = this.#pair(path, newPath);
    if (source === target) return;
    const made = this.#workPath();
    try {
      await copyFile(source, made, constants.COPYFILE_FICLONE);
      makeWritable(made);
      await flushFile(made);
      this.#replaceable(newPath);
      placeSync(made, target);
    } catch (error) {
      rmSync(made, { force: true });
      throw fileError(newPath, error);
    }
  }

  moveSync(path: string, newPath: string): void {
    const { from, to, isNew } = this.#moved(path, newPath);
    if (from === to) return;
    translated(newPath, () => {
      if (isNew) flushFileSync(from);
      this.#rename(from, to);
    });
  }

  async move(path: string, newPath: string): Promise<void> {
    const { from, to, isNew } = this.#moved(path, newPath);
    if (from === to) return;
    try {
      if (isNew) {
        await flushFile(from);
        this.#moved(path, newPath);
      }
      this.#rename(from, to);
    } catch (error) {
      throw fileError(newPath, error);
    }
  }

  close(): void {
    this.#areas.close();
    for (const file of this.#open) file.closeSync();
    this.#append.close();
  }

  /** Tells of what is at a path: a regular file, or a directory of the device. */
  #find({ machinePath, path, area }: Located): Stats {
    const stats = translated(path, () => lstatSync(machinePath));
    if (!stats.isFile() && (!stats.isDirectory() || area === "package")) throw notFound(path);
    return stats;
  }

  /** Finds a path of `usr`. */
  #writable(path: string): Located {
    const parsed = parseLocalPath(path);
    const isStored = typeof parsed !== "string" && parsed.area === "usr" && parsed.names.length > 0;
    if (typeof parsed !== "string" && !isStored) throw denied(path, "can't be written");
    return this.#areas.locate(path);
  }

  /** Finds a path of `usr` that leads to a file, or nowhere. */
  #replaceable(path: string): Located {
    const located = this.#writable(path);
    requireNoDirectory(located);
    return located;
  }

  #pair(path: string, newPath: string): [source: string, target: string] {
    const source = this.#areas.locate(path);
    if (!this.#find(source).isFile()) throw denied(path, "is a directory");
    return [source.machinePath, this.#replaceable(newPath).machinePath];
  }

  /** Checks a move. A file that was temporary may not be on the disk yet. */
  #moved(path: string, newPath: string): { from: string; to: string; isNew: boolean } {
    const [from, to] = [this.#areas.locate(path), this.#areas.locate(newPath)];
    const stats = this.#find(from);
    const isWithin = from.area === "usr" && to.area === "usr";
    const isSaved = from.area === "tmp" && (to.area === "usr" || to.area === "store");
    if (from.names.length === 0 || to.names.length === 0 || !(isWithin || (isSaved && stats.isFile()))) {
      throw denied(path, `can't be moved to "${newPath}"`);
    }
    if (from.machinePath !== to.machinePath) {
      requireNoDirectory(to);
      if (stats.isFile()) translated(path, () => makeWritable(from.machinePath));
    }
    return { from: from.machinePath, to: to.machinePath, isNew: isSaved };
  }

  #rename(from: string, to: string): void {
    renameSync(from, to);
    flushDirectorySync(dirname(to));
    if (dirname(from) !== dirname(to)) flushDirectorySync(dirname(from));
  }

  #make(path: string, work: (made: string) => void): void {
    const made = this.#workPath();
    try {
      work(made);
    } catch (error) {
      rmSync(made, { force: true });
      throw fileError(path, error);
    }
  }

  #workPath(): string {
    return join(this.#work, randomBytes(12).toString("hex"));
  }

  #undoAppend(): void {
    const start = this.#append.read();
    const machinePath = start === undefined ? "" : this.#areas.locate(start.path).machinePath;
    // A person may have removed the file since.
    if (start !== undefined && existsSync(machinePath)) {
      const fd = openSync(machinePath, "r+");
      if (fstatSync(fd).size > start.lengthBytes) ftruncateSync(fd, start.lengthBytes);
      fdatasyncSync(fd);
      closeSync(fd);
    }
    this.#append.end();
  }
}

function requireNoDirectory({ machinePath, path }: Located): void {
  const stats = translated(path, () => lstatSync(machinePath, { throwIfNoEntry: false }));
  if (stats !== undefined && !stats.isFile()) throw denied(path, "is no file");
}

/** A copy of a file that may only be read would be such a file, too. */
function makeWritable(machinePath: string): void {
  const { mode } = lstatSync(machinePath);
  if ((mode & 0o200) === 0) chmodSync(machinePath, mode | 0o200);
}

async function flushFile(machinePath: string): Promise<void> {
  const file = await open(machinePath, "r+");
  try {
    await file.datasync();
  } finally {
    await file.close();
  }
}

function translated<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw fileError(path, error);
  }
}

function denied(path: string, what: string): HostError {
  return new HostError("denied", `"${path}" ${what}`);
}
