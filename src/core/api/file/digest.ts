import { isHostError, type FilesPort } from "../../ports/index.ts";
import { parameterError } from "../wx-error.ts";
import { noFile } from "./file-failure.ts";

/** A file is never in memory as a whole. */
const CHUNK_BYTES = 1024 * 1024;

/** The digests that a file can be asked for. */
export type DigestAlgorithm = "md5" | "sha1" | "sha256";

interface Hash {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

/** Loaded when first used. */
const ALGORITHMS: Readonly<Record<DigestAlgorithm, () => Promise<{ create(): Hash }>>> = {
  md5: async () => (await import("@noble/hashes/legacy.js")).md5,
  sha1: async () => (await import("@noble/hashes/legacy.js")).sha1,
  sha256: async () => (await import("@noble/hashes/sha2.js")).sha256,
};

/** Tells size and digest, lower-case hex, of a local file. */
export async function digestFile(
  files: FilesPort,
  filePath: string,
  algorithm: string,
  known: readonly DigestAlgorithm[],
): Promise<{ size: number; digest: string }> {
  const name = known.find((candidate) => candidate === algorithm);
  if (name === undefined) throw parameterError(`invalid digestAlgorithm "${algorithm}"`);
  try {
    const { sizeBytes } = await files.stat(filePath);
    const hash = (await ALGORITHMS[name]()).create();
    for (let position = 0; position < sizeBytes; position += CHUNK_BYTES) {
      hash.update(new Uint8Array(await files.read(filePath, position, CHUNK_BYTES)));
    }
    return { size: sizeBytes, digest: toHex(hash.digest()) };
  } catch (error) {
    throw isHostError(error) && error.code === "not-found" ? noFile(error) : error;
  }
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
