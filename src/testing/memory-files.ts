import { HostError, type FilesPort } from "../core/ports/index.ts";
import { parseLocalPath } from "../core/protocol/index.ts";
import { createMemoryDisk, createMemoryFile, type MemoryDisk, type MemoryFile } from "./memory-disk.ts";

/** Files in memory. */
export interface MemoryFiles extends FilesPort {
  /** The paths of all files. */
  readonly paths: readonly string[];
  /** Puts a file at `path`; text is stored as UTF-8. */
  add(path: string, content: Uint8Array | string): void;
}

/** Makes the files of a disk; temporary ones of a run before are removed. */
export function createMemoryFiles(disk: MemoryDisk = createMemoryDisk()): MemoryFiles {
  const { files } = disk;
  for (const path of files.keys()) if (path.startsWith("wxfile://tmp/")) files.delete(path);
  let lastNumber = 0;

  function find(path: string): MemoryFile {
    const file = files.get(canonical(path));
    if (file === undefined) throw new HostError("not-found", `No file at "${path}"`);
    return file;
  }

  function remove(path: string): void {
    find(path);
    files.delete(temporary(path));
  }

  return {
    get paths() {
      return [...files.keys()];
    },
    add(path, content) {
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
      files.set(canonical(path), createMemoryFile(bytes));
    },
    stat: async (path) => ({ sizeBytes: find(path).bytes.byteLength }),
    read: async (path, position = 0, lengthBytes = Number.POSITIVE_INFINITY) =>
      find(path).bytes.slice(position, position + lengthBytes).buffer,
    async createTemporary(bytes, extension) {
      if (!/^[A-Za-z0-9]{1,16}$/.test(extension)) {
        throw new HostError("denied", `"${extension}" is not a file extension; give letters and digits only`);
      }
      lastNumber += 1;
      const path = `wxfile://tmp/${lastNumber}.${extension}`;
      files.set(path, createMemoryFile(new Uint8Array(bytes)));
      return path;
    },
    createTemporarySync(bytes) {
      lastNumber += 1;
      const path = `wxfile://tmp/${lastNumber}`;
      files.set(path, createMemoryFile(bytes));
      return path;
    },
    async rename(path, newPath) {
      const file = find(path);
      const [from, to] = [temporary(path), temporary(newPath)];
      files.delete(from);
      files.set(to, file);
    },
    async remove(path) {
      remove(path);
    },
    removeSync: remove,
  };
}

function temporary(path: string): string {
  const name = canonical(path);
  if (!/^wxfile:\/\/tmp\/[^/]+$/.test(name)) throw new HostError("denied", `"${path}" is not in the temporary area`);
  return name;
}

/** The one spelling of a path; `""` when it leads nowhere. */
function canonical(path: string): string {
  const parsed = parseLocalPath(path);
  return typeof parsed === "string" ? "" : parsed.path;
}
