import type { FileEntry, FileSystemPort, HostError, OpenFile, OpenMode } from "../../core/ports/index.ts";
import { isHostError } from "../../core/ports/index.ts";
import { parseLocalPath, type LocalPath } from "../../core/protocol/index.ts";
import { openBlob, openStoredFile } from "./open-file.ts";
import type { PackageFiles } from "./package-files.ts";
import type { Temporaries, Temporary } from "./temporaries.ts";
import { PIECE_BYTES, type BlobPlatform } from "./volume/contents.ts";
import { readBlobSync } from "./volume/readable.ts";
import { StoredFile } from "./volume/stored-file.ts";
import { isDirectory, type Names, type TreeNode } from "./volume/tree.ts";
import { denied, notFound, translated, volumeError } from "./volume/volume-error.ts";
import type { Volume } from "./volume/volume.ts";

/** The areas that a volume has. */
export const STORED_AREAS: readonly string[] = ["store", "usr"];

/** What the file system is made of. */
export interface FileSystemParts {
  temporaries: Temporaries;
  packageFiles: PackageFiles;
  /** Where `store` and `usr` are, or why they can't be used. */
  volume: Volume | HostError;
  reader: BlobPlatform["reader"];
  /** Takes the path of a file of `store` or `usr` that is there no longer. */
  onGone?: (path: string) => void;
}

/** The file system of an app: `store` and `usr` in a volume, temporary files there or as handles, the package by synchronous requests. */
export function createFileSystem(parts: FileSystemParts): FileSystemPort {
  return new BrowserFileSystem(parts);
}

class BrowserFileSystem implements FileSystemPort {
  readonly #parts: FileSystemParts;

  constructor(parts: FileSystemParts) {
    this.#parts = parts;
  }

  statSync(path: string): FileEntry {
    const source = this.#find(path);
    if (source instanceof StoredFile) return fileEntry(source.sizeBytes, source.modifiedMs);
    if ("blob" in source) return fileEntry(source.blob.size, source.modifiedMs);
    const { modifiedMs } = source;
    return { isDirectory: true, sizeBytes: 0, modifiedMs, accessedMs: modifiedMs };
  }

  readdirSync(path: string): string[] {
    const node = this.#find(path);
    if (node instanceof StoredFile || "blob" in node) throw denied(path, "is no directory");
    return [...node.entries.keys()];
  }

  mkdirSync(path: string): void {
    const names = this.#newNames(path, ["usr"]);
    if (this.#volume.find(names) !== undefined) throw denied(path, "exists");
    translated(path, () => this.#volume.makeDirectory(names));
  }

  removeSync(path: string): void {
    const located = locate(path);
    this.#find(path);
    if (!isStored(located) || located.names.length === 0) throw denied(path, "can't be removed");
    translated(path, () => this.#volume.remove(namesOf(located)));
    this.#parts.onGone?.(located.path);
  }

  openSync(path: string, mode: OpenMode): OpenFile {
    if (mode === "write") this.#requireWritable(locate(path));
    const source = this.#findFile(path);
    return source instanceof StoredFile
      ? openStoredFile(path, this.#volume, source, mode === "write")
      : openBlob(path, source, this.#parts.reader);
  }

  replaceSync(path: string, bytes: Uint8Array): void {
    const names = this.#newFileNames(path, ["usr"]);
    translated(path, () => this.#volume.put(names, [bytes]));
  }

  appendSync(path: string, bytes: Uint8Array): void {
    this.#requireWritable(locate(path));
    const file = this.#findFile(path);
    if (file instanceof StoredFile) translated(path, () => this.#volume.append(file, bytes));
  }

  copySync(path: string, newPath: string): void {
    const source = this.#findFile(path);
    this.#newFileNames(newPath, ["usr"]);
    if (!isSame(path, newPath)) this.#putSync(source, path, newPath);
  }

  async copy(path: string, newPath: string): Promise<void> {
    const { area, names: packageNames } = locate(path);
    this.#newFileNames(newPath, ["usr"]);
    const source =
      area === "package"
        ? { blob: await this.#parts.packageFiles.open(packageNames), modifiedMs: 0 }
        : this.#findFile(path);
    if (isSame(path, newPath)) return;
    if (this.#isLarge(source)) return this.#putLarge(source, path, newPath, () => {});
    this.#putSync(source, path, newPath);
    await this.#volume.saved();
  }

  moveSync(path: string, newPath: string): void {
    this.#checkMove(path, newPath);
    if (isSame(path, newPath)) return;
    const from = locate(path);
    if (from.area === "tmp") {
      this.#putSync(this.#findFile(path), path, newPath);
      this.#parts.temporaries.remove(nameOf(path));
    } else {
      translated(newPath, () => this.#volume.move(namesOf(from), namesOf(locate(newPath))));
      this.#parts.onGone?.(from.path);
    }
  }

  async move(path: string, newPath: string): Promise<void> {
    this.#checkMove(path, newPath);
    const source = locate(path).area === "tmp" ? this.#findFile(path) : undefined;
    if (source === undefined || !this.#isLarge(source)) {
      this.moveSync(path, newPath);
      return this.#volume.saved();
    }
    await this.#putLarge(source, path, newPath, () => {
      if (this.#parts.temporaries.find(nameOf(path)) !== source) throw notFound(path);
    });
    this.#parts.temporaries.remove(nameOf(path));
  }

  get #volume(): Volume {
    const { volume } = this.#parts;
    if (isHostError(volume)) throw volume;
    return volume;
  }

  /** Finds what a path leads to. */
  #find(path: string): TreeNode | Temporary {
    const { temporaries, packageFiles } = this.#parts;
    const located = locate(path);
    const { area, names } = located;
    if (area === "package") return packageFiles.openSync(names);
    let found: TreeNode | Temporary | undefined;
    if (isStored(located)) found = this.#volume.find(namesOf(located));
    else if (names.length > 0) found = temporaries.find(names.join("/"));
    // The area itself.
    else return { modifiedMs: 0, entries: new Map(temporaries.names.map((name) => [name, EMPTY])) };
    if (found === undefined) throw notFound(path);
    return found;
  }

  #findFile(path: string): Temporary {
    const node = this.#find(path);
    if (node instanceof StoredFile || "blob" in node) return node;
    throw denied(path, "is a directory");
  }

  #requireWritable({ area, names, path }: LocalPath): void {
    if (area !== "usr" || names.length === 0) throw denied(path, "can't be written");
  }

  /** Checks a path that something new gets: its directory is there. */
  #newNames(path: string, areas: readonly string[]): Names {
    const located = locate(path);
    if (!areas.includes(located.area) || located.names.length === 0) throw denied(path, "can't be written");
    const names = namesOf(located);
    if (!isDirectory(this.#volume.find(names.slice(0, -1)))) throw notFound(path);
    return names;
  }

  /** Checks a path that a file gets: nothing but a file is there. */
  #newFileNames(path: string, areas: readonly string[]): Names {
    const names = this.#newNames(path, areas);
    if (isDirectory(this.#volume.find(names))) throw denied(path, "is a directory");
    return names;
  }

  #checkMove(path: string, newPath: string): void {
    this.#find(path);
    const [{ area, names }, to] = [locate(path), locate(newPath)];
    const isAllowed = area === "tmp" ? isStored(to) : area === "usr" && to.area === "usr";
    const isInside = to.area === area && names.every((name, index) => to.names[index] === name);
    if (!isAllowed || names.length === 0 || (isInside && !isSame(path, newPath))) {
      throw denied(path, `can't be moved to "${newPath}"`);
    }
    if (!isSame(path, newPath)) this.#newFileNames(newPath, STORED_AREAS);
  }

  #putSync(source: Temporary, path: string, newPath: string): void {
    const names = namesOf(locate(newPath));
    const work = (): void => {
      if (source instanceof StoredFile) this.#volume.duplicate(source, names);
      else this.#volume.put(names, piecesOf(source.blob, this.#parts.reader));
    };
    translated(newPath, work, path);
  }

  /** Whether putting content elsewhere takes its time: it is neither small nor shared. */
  #isLarge(source: Temporary): boolean {
    return (source instanceof StoredFile ? this.#volume.copyBytes(source) : source.blob.size) > PIECE_BYTES;
  }

  /** Puts content into a file without ever having it in memory. It is there from one moment on, unless `check` throws just before. */
  async #putLarge(source: Temporary, path: string, newPath: string, check: () => void): Promise<void> {
    const volume = this.#volume;
    if (source instanceof StoredFile) volume.use(source);
    try {
      const content = source instanceof StoredFile ? volume.blob(source) : source.blob;
      await volume.putBlob(namesOf(locate(newPath)), content, () => {
        this.#newFileNames(newPath, STORED_AREAS);
        check();
      });
    } catch (error) {
      throw volumeError(newPath, error, path);
    } finally {
      if (source instanceof StoredFile) volume.unuse(source);
    }
  }
}

const EMPTY = { modifiedMs: 0, entries: new Map<string, TreeNode>() };

function fileEntry(sizeBytes: number, modifiedMs: number): FileEntry {
  return { isDirectory: false, sizeBytes, modifiedMs, accessedMs: modifiedMs };
}

/** Takes a path apart again: an app that got past `core/api` must not get further. Only `usr` has directories. */
function locate(path: string): LocalPath {
  const located = parseLocalPath(path);
  const isFlat = typeof located !== "string" && (located.area === "tmp" || located.area === "store");
  if (typeof located === "string" || (isFlat && located.names.length > 1)) throw notFound(path);
  return located;
}

function isStored({ area }: LocalPath): boolean {
  return STORED_AREAS.includes(area);
}

function namesOf({ area, names }: LocalPath): Names {
  return [area, ...names];
}

function nameOf(path: string): string {
  return locate(path).names.join("/");
}

function isSame(path: string, newPath: string): boolean {
  return locate(path).path === locate(newPath).path;
}

function* piecesOf(blob: Blob, reader: BlobPlatform["reader"]): Generator<Uint8Array> {
  for (let position = 0; position < blob.size; position += PIECE_BYTES) {
    yield readBlobSync(blob.slice(position, position + PIECE_BYTES), reader);
  }
}
