import type { FilesPort } from "../ports/index.ts";

/** Bytes that are read in parts, so that a large file is never in memory as a whole. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** Reads `lengthBytes` from `position`; a range past the end is cut. */
  read(position: number, lengthBytes: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** Opens the file behind a local path. Rejects with `not-found`. */
export async function openFile(files: Pick<FilesPort, "stat" | "read">, path: string): Promise<ByteSource> {
  const { sizeBytes } = await files.stat(path);
  return {
    sizeBytes,
    read: async (position, lengthBytes) => new Uint8Array(await files.read(path, position, lengthBytes)),
  };
}
