import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ByteRange } from "./byte-range.ts";

/** What is known of a stored file. */
export interface StoredFile {
  id: string;
  /** As the client named it; only told back, never used as a path. */
  filename: string;
  contentType: string;
  size: number;
  /** Hexadecimal. */
  sha256: string;
}

/** A file whose bytes have arrived and of which it is not yet known whether it stays. */
export interface ArrivedFile {
  /** Makes it a stored file. */
  keep(): Promise<StoredFile>;
  discard(): Promise<void>;
}

/** Uploaded files in one folder, each with a `.json` beside it that tells what it is. */
export interface StoredFiles {
  /** Writes a stream to disk. When it breaks, nothing of it remains. */
  receive(bytes: Readable, filename: string, contentType: string): Promise<ArrivedFile>;
  /** Resolves with `undefined` when there is no such file. */
  find(id: string): Promise<StoredFile | undefined>;
  /** Opens the file when the iteration starts. */
  read(id: string, range: ByteRange): AsyncIterable<Buffer>;
}

/** Few large reads and writes are what makes big files fast. */
const CHUNK_BYTES = 1024 * 1024;
const ID = /^[0-9a-f-]{36}$/;

/** Opens a folder of stored files, and makes it where it is missing. */
export async function openStoredFiles(dir: string): Promise<StoredFiles> {
  await mkdir(dir, { recursive: true });
  const pathOf = (id: string): string => join(dir, id);
  return {
    receive: (bytes, filename, contentType) => receive(pathOf, bytes, filename, contentType),
    find: (id) => find(pathOf, id),
    read: async function* (id, range) {
      yield* createReadStream(pathOf(id), { ...range, highWaterMark: CHUNK_BYTES });
    },
  };
}

async function receive(
  pathOf: (id: string) => string,
  bytes: Readable,
  filename: string,
  contentType: string,
): Promise<ArrivedFile> {
  const id = randomUUID();
  const path = pathOf(id);
  const partPath = `${path}.part`;
  const digest = createHash("sha256");
  let size = 0;
  const file = createWriteStream(partPath, { flags: "wx", highWaterMark: CHUNK_BYTES });
  const discard = (): Promise<void> => rm(partPath, { force: true });
  try {
    await pipeline(
      bytes,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          digest.update(chunk);
          size += chunk.length;
          yield chunk;
        }
      },
      file,
    );
  } catch (error) {
    // The pipeline does not wait for a file that is still being made.
    if (!file.closed) await new Promise<void>((resolve) => file.once("close", () => resolve()));
    await discard();
    throw error;
  }
  const keep = async (): Promise<StoredFile> => {
    const stored: StoredFile = { id, filename, contentType, size, sha256: digest.digest("hex") };
    await writeFile(`${path}.json`, JSON.stringify(stored));
    await rename(partPath, path);
    return stored;
  };
  return { keep, discard };
}

async function find(pathOf: (id: string) => string, id: string): Promise<StoredFile | undefined> {
  if (!ID.test(id)) return undefined;
  try {
    return JSON.parse(await readFile(`${pathOf(id)}.json`, "utf8")) as StoredFile;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
