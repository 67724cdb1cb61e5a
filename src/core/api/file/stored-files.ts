import type { FileEntry, FileSystemPort, FilesPort } from "../../ports/index.ts";
import { isHostError } from "../../ports/index.ts";
import { parseLocalPath, type LocalPath } from "../../protocol/index.ts";
import type { ApiContext } from "../context.ts";
import { Descriptors } from "./descriptors.ts";
import { fileFailure, inWords, toFileFailure } from "./file-failure.ts";
import type { PathWords } from "./path-words.ts";
import { Usage } from "./usage.ts";

/** What can be done with stored files by the rules of the platform; all calls of one `wx` share it. */
export function createStoredFiles(context: ApiContext): StoredFiles {
  return new StoredFiles(context);
}

/** The rules of the platform over the files of a device: which paths may be used how, and how much there may be. */
export class StoredFiles {
  readonly #context: ApiContext;
  readonly #usage: Usage;
  readonly descriptors: Descriptors;

  constructor(context: ApiContext) {
    this.#context = context;
    this.#usage = new Usage(context);
    this.descriptors = new Descriptors(this, this.#usage);
  }

  /** The host's file system. */
  get system(): FileSystemPort {
    return this.#context.ports.fileSystem;
  }

  /** The host's files. */
  get files(): FilesPort {
    return this.#context.ports.files;
  }

  /** Takes a path apart. Throws when it names no local file. */
  parse(path: string, words: PathWords): LocalPath {
    const parsed = parseLocalPath(path);
    if (parsed === "outside") throw fileFailure("outside", words.denied);
    if (parsed === "too-long") throw fileFailure("too long", words.detail);
    return parsed;
  }

  /** Takes the path of something that may be written apart: of the user area, but not the area itself. */
  parseWritable(path: string, words: PathWords): LocalPath {
    const parsed = this.parse(path, words);
    if (parsed.area !== "usr") throw fileFailure("read only", words.denied);
    return parsed;
  }

  /** Finds what is at a path. Throws when nothing is. */
  find(path: string, words: PathWords): { parsed: LocalPath; entry: FileEntry } {
    const parsed = this.parse(path, words);
    // Of the areas, apps may look at that of the user only.
    if (parsed.names.length === 0 && parsed.area !== "usr") throw fileFailure("read only", words.denied);
    return { parsed, entry: inWords(words, () => this.system.statSync(parsed.path)) };
  }

  /** Finds a file, in any area. Throws for a directory. */
  findFile(path: string, words: PathWords): { parsed: LocalPath; entry: FileEntry } {
    const found = this.find(path, words);
    if (found.entry.isDirectory) throw fileFailure("directory", words.detail);
    return found;
  }

  /** Tells what is at a canonical path; `undefined` when nothing is. */
  peek(path: string): FileEntry | undefined {
    try {
      return this.system.statSync(path);
    } catch (error) {
      if (isHostError(error) && error.code === "not-found") return undefined;
      throw error;
    }
  }

  /** Finds the place of a file that is to be made or replaced; its directory exists. */
  target(path: string, words: PathWords): { parsed: LocalPath; entry: FileEntry | undefined } {
    const parsed = this.parseWritable(path, words);
    if (parsed.names.length === 0) throw fileFailure("directory", words.detail);
    return inWords(words, () => {
      const entry = this.peek(parsed.path);
      if (entry?.isDirectory) throw fileFailure("directory", words.detail);
      if (entry === undefined) this.#requireParent(parsed, words);
      return { parsed, entry };
    });
  }

  /** Makes or replaces a file of the user area. */
  replace(path: string, bytes: Uint8Array, words: PathWords): void {
    const { parsed, entry } = this.target(path, words);
    this.#usage.grow(bytes.length - (entry?.sizeBytes ?? 0), () =>
      inWords(words, () => this.system.replaceSync(parsed.path, bytes)),
    );
    if (entry !== undefined) this.descriptors.detach(parsed.path);
  }

  /** Makes a directory of the user area, and those above it if `recursive`. */
  makeDirectory(path: string, recursive: boolean, words: PathWords): void {
    const { names, path: canonical } = this.parseWritable(path, words);
    inWords(words, () => {
      if (this.peek(canonical) !== undefined) throw fileFailure("exists", words.detail);
      // From the first that is missing to the last, each in its parent.
      let current = "wxfile://usr";
      for (const [index, name] of names.entries()) {
        current += `/${name}`;
        const entry = this.peek(current);
        if (entry?.isDirectory === false) throw fileFailure("no directory", words.detail);
        if (entry !== undefined) continue;
        if (!recursive && index < names.length - 1) throw fileFailure("not found", words.detail);
        this.system.mkdirSync(current);
      }
    });
  }

  /** Adds to the end of a file of the user area that exists. */
  append(path: string, bytes: Uint8Array, words: PathWords): void {
    const parsed = this.parseWritable(path, words);
    this.findFile(path, words);
    this.#usage.grow(bytes.length, () => inWords(words, () => this.system.appendSync(parsed.path, bytes)));
  }

  /** Cuts a file of the user area, or fills it up with zeros. */
  truncate(path: string, lengthBytes: number, words: PathWords): void {
    const parsed = this.parseWritable(path, words);
    const { entry } = this.findFile(path, words);
    inWords(words, () => {
      const file = this.system.openSync(parsed.path, "write");
      try {
        this.#usage.grow(lengthBytes - entry.sizeBytes, () => file.truncateSync(lengthBytes));
      } finally {
        file.closeSync();
      }
    });
  }

  /** Copies a file to the user area in place. */
  copySync(path: string, newPath: string, words: PathWords): void {
    const { source, target, growth } = this.#copying(path, newPath, words);
    if (source === target) return;
    this.#usage.grow(growth, () => inWords(words, () => this.system.copySync(source, target)));
    this.descriptors.detach(target);
  }

  /** Copies a file to the user area. */
  async copy(path: string, newPath: string, words: PathWords): Promise<void> {
    const { source, target, growth } = this.#copying(path, newPath, words);
    if (source === target) return;
    await this.#usage.growLater(growth, async () => {
      await this.system.copy(source, target).catch((error: unknown) => {
        throw toFileFailure(error, words);
      });
      this.descriptors.detach(target);
    });
  }

  /** Checks that a temporary file may be moved to a canonical path, and gives how much more there will be. */
  moving(temporary: string, target: string): number {
    const { sizeBytes } = this.system.statSync(temporary);
    return sizeBytes - (this.peek(target)?.sizeBytes ?? 0);
  }

  /** Moves a temporary file to a canonical path of `store` or `usr` in place. */
  adoptSync(temporary: string, target: string, words: PathWords): void {
    this.#usage.grow(this.moving(temporary, target), () => {
      try {
        this.system.moveSync(temporary, target);
      } catch (error) {
        throw this.#toMoveFailure(error, target, words);
      }
    });
    this.descriptors.detach(target);
  }

  /** Moves a temporary file to a canonical path of `store` or `usr`. */
  async adopt(temporary: string, target: string, words: PathWords): Promise<void> {
    await this.#usage.growLater(this.moving(temporary, target), async () => {
      await this.system.move(temporary, target).catch((error: unknown) => {
        throw this.#toMoveFailure(error, target, words);
      });
      this.descriptors.detach(target);
    });
  }

  /** Moves a file or directory within the user area; a file at `newPath` is replaced. */
  rename(path: string, newPath: string, words: PathWords): void {
    const from = this.parseWritable(path, words);
    const to = this.parseWritable(newPath, words);
    const { entry } = this.find(path, words);
    if (from.names.length === 0 || to.names.length === 0) throw fileFailure("read only", words.denied);
    if (from.path === to.path) return;
    if (to.path.startsWith(`${from.path}/`)) throw fileFailure("invalid argument", words.detail);
    inWords(words, () => {
      const replaced = this.peek(to.path);
      if (replaced?.isDirectory) throw fileFailure(entry.isDirectory ? "exists" : "directory", words.detail);
      if (replaced !== undefined && entry.isDirectory) throw fileFailure("no directory", words.detail);
      if (replaced === undefined) this.#requireParent(to, words);
      this.#usage.grow(-(replaced?.sizeBytes ?? 0), () => this.system.moveSync(from.path, to.path));
      this.descriptors.detach(to.path);
      this.descriptors.follow(from.path, to.path);
    });
  }

  /** Removes what is at a canonical path. */
  remove(path: string, words: PathWords): void {
    inWords(words, () => {
      const sizeBytes = this.#usage.sizeOf(path);
      this.#usage.grow(-sizeBytes, () => this.system.removeSync(path));
      this.descriptors.detach(path);
    });
  }

  /** Throws when there is no room for so many bytes. */
  requireRoom(bytes: number): void {
    if (bytes > this.#usage.room()) throw fileFailure("full");
  }

  /** How many bytes a download to a path may have. Throws when it may not go there. */
  roomFor(path: string, words: PathWords): number {
    const { entry } = this.target(path, words);
    return this.#usage.room() + (entry?.sizeBytes ?? 0);
  }

  #copying(path: string, newPath: string, words: PathWords): { source: string; target: string; growth: number } {
    const source = this.findFile(path, words);
    const target = this.target(newPath, words);
    const growth = source.entry.sizeBytes - (target.entry?.sizeBytes ?? 0);
    return { source: source.parsed.path, target: target.parsed.path, growth };
  }

  /** Says why a temporary file could not be moved: when its new directory is there, what is not found is the file. */
  #toMoveFailure(error: unknown, target: string, words: PathWords): unknown {
    const isMissing = isHostError(error) && error.code === "not-found";
    const hasParent = isMissing && this.peek(parentOf(target))?.isDirectory === true;
    return hasParent ? fileFailure("no temporary", "", error) : toFileFailure(error, words);
  }

  #requireParent({ path }: LocalPath, words: PathWords): void {
    if (this.peek(parentOf(path))?.isDirectory !== true) throw fileFailure("not found", words.detail);
  }
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}
