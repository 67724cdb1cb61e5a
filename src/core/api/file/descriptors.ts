import type { FileEntry, FileSystemPort, OpenFile } from "../../ports/index.ts";
import { fileFailure, inWords } from "./file-failure.ts";
import { openWords, type PathWords } from "./path-words.ts";
import { isOpenFlag, OPEN_FLAGS, type OpenFlagMeaning } from "./open-flag.ts";
import type { LocalPath } from "../../protocol/index.ts";
import type { Usage } from "./usage.ts";

/** More files may not be open at once. */
const MAX_OPEN = 256;
/** Texts about a descriptor name no path. */
const NO_WORDS: PathWords = { detail: "", denied: "" };

/** The files that are opened, under the rules of the platform. */
export interface OpenedFiles {
  readonly system: FileSystemPort;
  parse(path: string, words: PathWords): LocalPath;
  peek(path: string): FileEntry | undefined;
  findFile(path: string, words: PathWords): unknown;
  replace(path: string, bytes: Uint8Array, words: PathWords): void;
}

interface Descriptor {
  readonly file: OpenFile;
  readonly flag: OpenFlagMeaning;
  /** Where it was opened, or was renamed to; `undefined` when no path leads to it any more. */
  path: string | undefined;
  /** Where the next read or write without a position begins. */
  pointer: number;
}

/** The files that an app has open, by the texts that it knows them by. */
export class Descriptors {
  readonly #files: OpenedFiles;
  readonly #usage: Usage;
  readonly #open = new Map<string, Descriptor>();
  #lastNumber = 0;

  constructor(files: OpenedFiles, usage: Usage) {
    this.#files = files;
    this.#usage = usage;
  }

  /** Opens a file and returns its descriptor. */
  open(path: string, flagName: string): string {
    if (!isOpenFlag(flagName)) throw fileFailure("flag");
    const flag = OPEN_FLAGS[flagName];
    const words = openWords(path);
    const parsed = this.#files.parse(path, words);
    if (flag.canWrite && parsed.area !== "usr") throw fileFailure("flag denied", words.denied);
    if (this.#open.size >= MAX_OPEN) throw fileFailure("descriptor count");
    const entry = inWords(words, () => this.#files.peek(parsed.path));
    if (entry !== undefined && flag.isExclusive) throw fileFailure("exists", words.detail);
    if (entry === undefined && flag.canCreate) this.#files.replace(path, new Uint8Array(0), words);
    else this.#files.findFile(path, words);
    const file = inWords(words, () => this.#files.system.openSync(parsed.path, flag.canWrite ? "write" : "read"));
    if (entry !== undefined && flag.isEmptied) this.#usage.grow(-entry.sizeBytes, () => file.truncateSync(0));
    this.#lastNumber += 1;
    const fd = String(this.#lastNumber);
    this.#open.set(fd, { file, flag, path: parsed.path, pointer: 0 });
    return fd;
  }

  /** Tells facts about an open file. */
  stat(fd: string): FileEntry {
    const { file } = this.#find(fd);
    return inWords(NO_WORDS, () => file.statSync());
  }

  /** Reads into `target`; from the pointer, which moves, or from a position. */
  read(fd: string, target: Uint8Array, position: number | undefined): number {
    const descriptor = this.#find(fd);
    if (!descriptor.flag.canRead) throw fileFailure("descriptor mode");
    const count = inWords(NO_WORDS, () => descriptor.file.readSync(target, position ?? descriptor.pointer));
    if (position === undefined) descriptor.pointer += count;
    return count;
  }

  /** Writes at the pointer, which moves, or at a position; a file that was opened to append grows at its end, whatever they are. */
  write(fd: string, bytes: Uint8Array, position: number | undefined): void {
    const descriptor = this.#find(fd);
    const { file, flag } = descriptor;
    if (!flag.canWrite) throw fileFailure("descriptor mode");
    const { sizeBytes } = inWords(NO_WORDS, () => file.statSync());
    const start = flag.isAppending ? sizeBytes : (position ?? descriptor.pointer);
    const end = start + bytes.length;
    if (bytes.length > 0) {
      this.#usage.grow(Math.max(0, end - sizeBytes), () => inWords(NO_WORDS, () => file.writeSync(bytes, start)));
    }
    if (flag.isFlushed) inWords(NO_WORDS, () => file.flushSync());
    if (position === undefined) descriptor.pointer = end;
  }

  /** Cuts an open file, or fills it up with zeros. */
  truncate(fd: string, lengthBytes: number): void {
    const { file, flag } = this.#find(fd);
    if (!flag.canWrite) throw fileFailure("descriptor mode");
    inWords(NO_WORDS, () => {
      this.#usage.grow(lengthBytes - file.statSync().sizeBytes, () => file.truncateSync(lengthBytes));
    });
  }

  /** Closes a file; what was written is durable then. */
  close(fd: string): void {
    const { file, path } = this.#find(fd);
    this.#open.delete(fd);
    // What it had without a path was counted until now.
    if (path === undefined) this.#usage.recount();
    inWords(NO_WORDS, () => file.closeSync());
  }

  /** Says that nothing leads to what is open at a canonical path and below any more. */
  detach(path: string): void {
    for (const descriptor of this.#at(path)) descriptor.path = undefined;
  }

  /** Says that what is open at a canonical path and below has another one. */
  follow(path: string, newPath: string): void {
    for (const descriptor of this.#at(path)) descriptor.path = newPath + (descriptor.path ?? "").slice(path.length);
  }

  #at(path: string): Descriptor[] {
    return [...this.#open.values()].filter((open) => open.path === path || open.path?.startsWith(`${path}/`));
  }

  #find(fd: string): Descriptor {
    const descriptor = this.#open.get(fd);
    if (descriptor === undefined) throw fileFailure("bad descriptor");
    return descriptor;
  }
}
