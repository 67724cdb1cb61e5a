import { randomBytes } from "node:crypto";
import { constants, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { copyFile, rename, rm, unlink, writeFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { HostError, type FilesPort } from "../../core/ports/index.ts";
import { parseLocalPath } from "../../core/protocol/index.ts";
import { Areas, type FilesOptions } from "./areas.ts";
import { fileError, notFound } from "./file-error.ts";
import { FileWriter } from "./file-writer.ts";
import { OpenedFile } from "./opened-file.ts";

/** {@link FilesPort} on real files, with what other ports of this host need beside. */
export interface LocalFiles extends FilesPort {
  /** Opens the file behind a local path; the caller closes it. Throws as `stat` rejects. */
  openSync(path: string): OpenedFile;
  /** Copies a file of this machine, byte for byte, to a new temporary file and resolves with the local path. */
  adopt(machinePath: string, extension: string): Promise<string>;
  /** Opens a new temporary file without an extension, to be written from start to end. */
  createWriter(): Promise<FileWriter>;
  /** Removes all temporary files. */
  close(): Promise<void>;
}

const TEMPORARY = "wxfile://tmp/";

/** Files as real files below a data directory: `wxfile://tmp/a.jpg` is `<dataDir>/tmp/a.jpg`. Removes temporary files of a run before. */
export async function createFiles(options: FilesOptions): Promise<LocalFiles> {
  await rm(join(options.dataDir, "tmp"), { recursive: true, force: true });
  return new NodeFiles(new Areas(options));
}

class NodeFiles implements LocalFiles {
  readonly #areas: Areas;

  constructor(areas: Areas) {
    this.#areas = areas;
  }

  async stat(path: string): Promise<{ sizeBytes: number }> {
    const file = this.openSync(path);
    file.closeSync();
    return { sizeBytes: file.sizeBytes };
  }

  async read(path: string, position = 0, lengthBytes = Infinity): Promise<ArrayBuffer> {
    const file = this.openSync(path);
    try {
      const bytes = new Uint8Array(Math.max(0, Math.min(lengthBytes, file.sizeBytes - position)));
      let filled = 0;
      while (filled < bytes.length) {
        const count = await file.read(bytes.subarray(filled), position + filled);
        if (count === 0) break;
        filled += count;
      }
      return filled === bytes.length ? bytes.buffer : bytes.buffer.slice(0, filled);
    } catch (error) {
      throw fileError(path, error);
    } finally {
      await file.close();
    }
  }

  async createTemporary(bytes: ArrayBuffer, extension: string): Promise<string> {
    return this.#create(suffixOf(extension), (target) => writeFile(target, new Uint8Array(bytes), { flag: "wx" }));
  }

  createTemporarySync(bytes: Uint8Array): string {
    const name = newName();
    const target = this.#inTemporary(name);
    try {
      writeFileSync(target, bytes, { flag: "wx" });
    } catch (error) {
      rmSync(target, { force: true });
      throw fileError(target, error);
    }
    return TEMPORARY + name;
  }

  async adopt(machinePath: string, extension: string): Promise<string> {
    const mode = constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE;
    // A file of this machine may have no extension.
    const suffix = extension === "" ? "" : suffixOf(extension);
    return this.#create(suffix, (target) => copyFile(machinePath, target, mode), machinePath);
  }

  async createWriter(): Promise<FileWriter> {
    const name = newName();
    return FileWriter.open(TEMPORARY + name, this.#inTemporary(name));
  }

  async rename(path: string, newPath: string): Promise<void> {
    this.openSync(path).closeSync();
    try {
      await rename(this.#locateTemporary(path), this.#locateTemporary(newPath));
    } catch (error) {
      throw fileError(path, error);
    }
  }

  async remove(path: string): Promise<void> {
    this.openSync(path).closeSync();
    try {
      await unlink(this.#locateTemporary(path));
    } catch (error) {
      throw fileError(path, error);
    }
  }

  removeSync(path: string): void {
    this.openSync(path).closeSync();
    try {
      unlinkSync(this.#locateTemporary(path));
    } catch (error) {
      throw fileError(path, error);
    }
  }

  openSync(path: string): OpenedFile {
    let file: OpenedFile | undefined;
    try {
      file = OpenedFile.openSync(this.#areas.locate(path).machinePath);
    } catch (error) {
      throw fileError(path, error);
    }
    if (file === undefined) throw notFound(path);
    return file;
  }

  async close(): Promise<void> {
    this.#areas.close();
    await rm(this.#areas.root("tmp"), { recursive: true, force: true });
  }

  #locateTemporary(path: string): string {
    const location = parseLocalPath(path);
    if (typeof location === "string" || location.area !== "tmp" || location.names.length === 0) {
      throw new HostError("denied", `"${path}" is not the path of a temporary file`);
    }
    return this.#areas.locate(path).machinePath;
  }

  #inTemporary(name: string): string {
    return this.#areas.root("tmp") + sep + name;
  }

  /** Lets `write` make a new file; a failure is said of `source`. */
  async #create(suffix: string, write: (target: string) => Promise<void>, source?: string): Promise<string> {
    const name = newName() + suffix;
    const target = this.#inTemporary(name);
    try {
      await write(target);
    } catch (error) {
      await rm(target, { force: true });
      throw fileError(source ?? target, error);
    }
    return TEMPORARY + name;
  }
}

function suffixOf(extension: string): string {
  if (/^[A-Za-z0-9]{1,16}$/.test(extension)) return `.${extension}`;
  throw new HostError("denied", `"${extension}" is not a file extension; give letters and digits only`);
}

function newName(): string {
  return randomBytes(16).toString("hex");
}
