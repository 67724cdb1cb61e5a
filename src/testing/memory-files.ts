import { HostError, type FilesPort } from "../core/ports/index.ts";

/** Files in memory. */
export interface MemoryFiles extends FilesPort {
  /** The paths of all files. */
  readonly paths: readonly string[];
  /** Puts a file at `path`; text is stored as UTF-8. */
  add(path: string, content: Uint8Array | string): void;
}

/** Makes an empty set of files. */
export function createMemoryFiles(): MemoryFiles {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  let lastNumber = 0;

  function find(path: string): Uint8Array<ArrayBuffer> {
    const bytes = files.get(canonical(path));
    if (bytes === undefined) throw new HostError("not-found", `No file at "${path}"`);
    return bytes;
  }

  return {
    get paths() {
      return [...files.keys()];
    },
    add(path, content) {
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content.slice();
      files.set(canonical(path), bytes);
    },
    stat: async (path) => ({ sizeBytes: find(path).byteLength }),
    read: async (path, position = 0, lengthBytes = Number.POSITIVE_INFINITY) =>
      find(path).slice(position, position + lengthBytes).buffer,
    async createTemporary(bytes, extension) {
      lastNumber += 1;
      const path = `wxfile://tmp/${lastNumber}.${extension}`;
      files.set(path, new Uint8Array(bytes).slice());
      return path;
    },
    async rename(path, newPath) {
      const bytes = find(path);
      const [from, to] = [temporary(path), temporary(newPath)];
      files.delete(from);
      files.set(to, bytes);
    },
    async remove(path) {
      find(path);
      files.delete(temporary(path));
    },
  };
}

function temporary(path: string): string {
  const name = canonical(path);
  if (!name.startsWith("wxfile://tmp/")) throw new HostError("denied", `"${path}" is not in the temporary area`);
  return name;
}

/** `http://tmp/…` is another name of `wxfile://tmp/…`. */
function canonical(path: string): string {
  return path.replace(/^http:\/\/(?=(?:tmp|store|usr)\/)/, "wxfile://");
}
