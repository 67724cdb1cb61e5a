import type { MethodApi } from "../../api.ts";
import { isHostError } from "../../../ports/index.ts";
import { parameterError } from "../../wx-error.ts";
import { fileFailure, inWords, toFileFailure } from "../file-failure.ts";
import { openWords } from "../path-words.ts";
import { readWhole } from "../read-whole.ts";
import type { StoredFiles } from "../stored-files.ts";

/** Most bytes of content: as many as `readFile` reads. */
const MAX_CONTENT_BYTES = 100 * 1024 * 1024;

/** Options of `readCompressedFile`. */
export interface CompressedFileOptions {
  filePath: string;
  compressionAlgorithm: "br";
}

/**
 * Reads a file that is compressed with Brotli.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.readCompressedFile.html
 */
export const readCompressedFile: MethodApi<
  CompressedFileOptions,
  { data: ArrayBuffer },
  never,
  [options: CompressedFileOptions],
  ArrayBuffer
> = {
  name: "readCompressedFile",
  notes: "At most 100 MB of content.",
  params: {
    filePath: { type: "string", required: true },
    compressionAlgorithm: { type: "string", required: true, values: ["br"] },
  },
  result: { data: true },
  sync: { takes: "options", returns: "data" },
  runSync(options, { ports, storedFiles }) {
    const bytes = read(options, storedFiles);
    try {
      return { data: ports.decompressor.brotliSync(bytes, MAX_CONTENT_BYTES) };
    } catch (error) {
      throw toFailure(error, options);
    }
  },
  async run(options, { ports, storedFiles }) {
    const bytes = read(options, storedFiles);
    try {
      return { data: await ports.decompressor.brotli(bytes, MAX_CONTENT_BYTES) };
    } catch (error) {
      throw toFailure(error, options);
    }
  },
};

function read({ filePath, compressionAlgorithm }: CompressedFileOptions, files: StoredFiles): Uint8Array {
  if (compressionAlgorithm !== "br")
    throw parameterError(`invalid compressionAlgorithm "${String(compressionAlgorithm)}"`);
  const words = openWords(filePath);
  const { parsed, entry } = files.findFile(filePath, words);
  return new Uint8Array(inWords(words, () => readWhole(files.system, parsed.path, 0, entry.sizeBytes)));
}

function toFailure(error: unknown, { filePath }: CompressedFileOptions): unknown {
  const isUnreadable = isHostError(error) && (error.code === "invalid-data" || error.code === "too-large");
  return isUnreadable ? fileFailure("brotli", "", error) : toFileFailure(error, openWords(filePath));
}
