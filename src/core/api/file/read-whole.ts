import type { FileSystemPort } from "../../ports/index.ts";

/** Reads a part of a file in place, as far as it goes. */
export function readWhole(system: FileSystemPort, path: string, position: number, length: number): ArrayBuffer {
  const file = system.openSync(path, "read");
  try {
    const bytes = new Uint8Array(length);
    const count = file.readSync(bytes, position);
    return count === length ? bytes.buffer : bytes.buffer.slice(0, count);
  } finally {
    file.closeSync();
  }
}
