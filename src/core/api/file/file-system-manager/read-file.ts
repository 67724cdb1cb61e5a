import type { MethodApi } from "../../api.ts";
import { isHostError } from "../../../ports/index.ts";
import { WxError } from "../../wx-error.ts";
import { checkEncoding, ENCODINGS, fromBytes, type Encoding } from "../encoding.ts";
import { inWords, toFileFailure } from "../file-failure.ts";
import { toPart } from "../file-part.ts";
import { openWords } from "../path-words.ts";
import { readWhole } from "../read-whole.ts";
import type { StoredFiles } from "../stored-files.ts";

/** Most bytes that are read at once. */
const MAX_READ_BYTES = 100 * 1024 * 1024;

/** Options of `readFile`. */
export interface ReadFileOptions {
  filePath: string;
  /** Without it, the result is an `ArrayBuffer`. */
  encoding?: Encoding;
  /** First byte. @default 0 */
  position?: number;
  /** How many bytes. @default all that follow */
  length?: number;
}

/**
 * Reads a file of any area, or a part of it: text with an encoding, else bytes.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.readFile.html
 */
export const readFile: MethodApi<
  ReadFileOptions,
  { data: string | ArrayBuffer },
  never,
  [filePath: string, encoding?: Encoding, position?: number, length?: number],
  string | ArrayBuffer
> = {
  name: "readFile",
  notes: "At most 100 MB.",
  params: {
    filePath: { type: "string", required: true },
    encoding: { type: "string", values: ENCODINGS },
    position: { type: "number" },
    length: { type: "number" },
  },
  result: { data: true },
  sync: { takes: "arguments", returns: "data" },
  runSync(options, { storedFiles }) {
    const { path, start, length } = plan(options, storedFiles);
    const bytes = inWords(openWords(options.filePath), () => readWhole(storedFiles.system, path, start, length));
    return { data: fromBytes(bytes, options.encoding) };
  },
  async run(options, { storedFiles }) {
    const { path, start, length } = plan(options, storedFiles);
    try {
      return { data: fromBytes(await storedFiles.files.read(path, start, length), options.encoding) };
    } catch (error) {
      throw isHostError(error) ? toFileFailure(error, openWords(options.filePath)) : error;
    }
  },
};

function plan(
  { filePath, encoding, position, length }: ReadFileOptions,
  files: StoredFiles,
): { path: string; start: number; length: number } {
  if (encoding !== undefined) checkEncoding(encoding);
  const { parsed, entry } = files.findFile(filePath, openWords(filePath));
  const part = toPart(entry.sizeBytes, position, length);
  if (part.length > MAX_READ_BYTES) throw new WxError("exceed max file size");
  return { path: parsed.path, ...part };
}
