import { HostError, type FileEntry, type FileSystemPort, type OpenFile } from "../core/ports/index.ts";
import { parseLocalPath, type LocalPath } from "../core/protocol/index.ts";
import { createMemoryFile, type MemoryDisk, type MemoryFile } from "./memory-disk.ts";

/** Makes the file system of a disk. */
export function createMemoryFileSystem(disk: MemoryDisk): FileSystemPort {
  return new MemoryFileSystem(disk);
}

class MemoryFileSystem implements FileSystemPort {
  readonly #disk: MemoryDisk;

  constructor(disk: MemoryDisk) {
    this.#disk = disk;
  }

  statSync(path: string): FileEntry {
    const found = this.#find(locate(path));
    return found === "directory" ? DIRECTORY : toEntry(found);
  }

  readdirSync(path: string): string[] {
    const located = locate(path);
    if (this.#find(located) !== "directory") throw denied(path);
    const prefix = `${located.path}/`;
    const paths = [...this.#disk.files.keys(), ...this.#disk.directories].filter((other) => other.startsWith(prefix));
    return paths.map((other) => other.slice(prefix.length)).filter((name) => !name.includes("/"));
  }

  mkdirSync(path: string): void {
    const located = writable(path);
    if (this.#peek(located) !== undefined) throw denied(path);
    this.#requireParent(located);
    this.#disk.directories.add(located.path);
  }

  removeSync(path: string): void {
    const located = locate(path);
    this.#find(located);
    if ((located.area !== "usr" && located.area !== "store") || located.names.length === 0) throw denied(path);
    for (const key of this.#below(located.path)) {
      this.#disk.files.delete(key);
      this.#disk.directories.delete(key);
    }
  }

  openSync(path: string, mode: "read" | "write"): OpenFile {
    return openFile(this.#findFile(mode === "write" ? writable(path) : locate(path)));
  }

  replaceSync(path: string, bytes: Uint8Array): void {
    this.#put(path, createMemoryFile(bytes));
  }

  appendSync(path: string, bytes: Uint8Array): void {
    const file = this.#findFile(writable(path));
    write(file, bytes, file.bytes.length);
  }

  copySync(path: string, newPath: string): void {
    this.#put(newPath, createMemoryFile(this.#findFile(locate(path)).bytes));
  }

  async copy(path: string, newPath: string): Promise<void> {
    this.copySync(path, newPath);
  }

  moveSync(path: string, newPath: string): void {
    const [from, to] = [locate(path), locate(newPath)];
    const found = this.#find(from);
    const isWithin = from.area === "usr" && to.area === "usr";
    const isSaved = from.area === "tmp" && (to.area === "usr" || to.area === "store") && found !== "directory";
    if (from.names.length === 0 || to.names.length === 0 || !(isWithin || isSaved)) throw denied(path);
    if (from.path === to.path) return;
    if (this.#peek(to) === "directory") throw denied(newPath);
    this.#requireParent(to);
    const moved = this.#below(from.path).map((key) => [key, this.#disk.files.get(key)] as const);
    for (const [key, file] of moved) {
      const target = to.path + key.slice(from.path.length);
      this.#disk.files.delete(key);
      if (file !== undefined) this.#disk.files.set(target, file);
      else if (this.#disk.directories.delete(key)) this.#disk.directories.add(target);
    }
  }

  async move(path: string, newPath: string): Promise<void> {
    this.moveSync(path, newPath);
  }

  #put(path: string, file: MemoryFile): void {
    const located = writable(path);
    if (this.#peek(located) === "directory") throw denied(path);
    this.#requireParent(located);
    this.#disk.files.set(located.path, file);
  }

  #peek({ path, area, names }: LocalPath): MemoryFile | "directory" | undefined {
    const isDirectory = (area !== "package" && names.length === 0) || this.#disk.directories.has(path);
    return isDirectory ? "directory" : this.#disk.files.get(path);
  }

  #find(located: LocalPath): MemoryFile | "directory" {
    const found = this.#peek(located);
    if (found === undefined) throw new HostError("not-found", `There is no file "${located.path}"`);
    return found;
  }

  #findFile(located: LocalPath): MemoryFile {
    const found = this.#find(located);
    if (found === "directory") throw denied(located.path);
    return found;
  }

  #requireParent({ path, area, names }: LocalPath): void {
    const parent = path.slice(0, path.lastIndexOf("/"));
    const isThere = names.length === 1 || (area === "usr" && this.#disk.directories.has(parent));
    if (!isThere) throw new HostError("not-found", `There is no directory "${parent}"`);
  }

  /** The paths of what is at a path, and below it. */
  #below(path: string): string[] {
    const all = [...this.#disk.files.keys(), ...this.#disk.directories];
    return all.filter((other) => other === path || other.startsWith(`${path}/`));
  }
}

const DIRECTORY: FileEntry = { isDirectory: true, sizeBytes: 0, modifiedMs: 0, accessedMs: 0 };

function toEntry({ bytes, modifiedMs }: MemoryFile): FileEntry {
  return { isDirectory: false, sizeBytes: bytes.length, modifiedMs, accessedMs: modifiedMs };
}

function openFile(file: MemoryFile): OpenFile {
  return {
    statSync: () => toEntry(file),
    readSync(target, position) {
      const part = file.bytes.subarray(position, position + target.length);
      target.set(part);
      return part.length;
    },
    writeSync: (bytes, position) => write(file, bytes, position),
    truncateSync: (lengthBytes) => resize(file, lengthBytes),
    flushSync() {},
    closeSync() {},
  };
}

function write(file: MemoryFile, bytes: Uint8Array, position: number): void {
  if (bytes.length > 0) resize(file, Math.max(file.bytes.length, position + bytes.length));
  file.bytes.set(bytes, position);
}

function resize(file: MemoryFile, lengthBytes: number): void {
  const bytes = new Uint8Array(lengthBytes);
  bytes.set(file.bytes.subarray(0, lengthBytes));
  file.bytes = bytes;
  file.modifiedMs = Date.now();
}

function locate(path: string): LocalPath {
  const parsed = parseLocalPath(path);
  if (typeof parsed === "string") throw new HostError("not-found", `There is no file "${path}"`);
  return parsed;
}

function writable(path: string): LocalPath {
  const located = locate(path);
  if (located.area !== "usr" || located.names.length === 0) throw denied(path);
  return located;
}

function denied(path: string): HostError {
  return new HostError("denied", `"${path}" can't be used so`);
}
