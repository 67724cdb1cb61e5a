import type { MethodApi } from "../../api.ts";
import { describeFailure } from "../../failures.ts";
import { notSupported, parameterError } from "../../wx-error.ts";
import { checkEncoding, ENCODINGS, fromBytes, type Encoding } from "../encoding.ts";
import { fileFailure } from "../file-failure.ts";
import { openWords } from "../path-words.ts";
import { toPart } from "../file-part.ts";
import { openZip, readZipFile, type ZipEntry, type ZipFile } from "../zip.ts";

/** Most bytes of content of one call: as many as `readFile` reads. */
const MAX_CONTENT_BYTES = 100 * 1024 * 1024;

/** One file of a ZIP file that is wanted. */
export interface WantedEntry {
  /** In the ZIP file. */
  path: string;
  /** Without it, the result is an `ArrayBuffer`. */
  encoding?: Encoding;
  /** First byte. @default 0 */
  position?: number;
  /** How many bytes. @default all that follow */
  length?: number;
}

/** Options of `readZipEntry`. */
export interface ReadZipEntryOptions {
  filePath: string;
  /** All files, or those that are named. */
  entries: WantedEntry[] | "all";
  /** Of all files. */
  encoding?: Encoding;
}

/** A file of a ZIP file, or why it could not be read. */
export interface ReadEntry {
  data?: string | ArrayBuffer;
  errMsg: string;
}

/**
 * Reads files of a ZIP file without unpacking it.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.readZipEntry.html
 */
export const readZipEntry: MethodApi<ReadZipEntryOptions, { entries: Record<string, ReadEntry> }> = {
  name: "readZipEntry",
  notes: "At most 100 MB of content; neither encrypted files nor ZIP64.",
  params: {
    filePath: { type: "string", required: true },
    entries: { type: "any", required: true },
    encoding: { type: "string", values: ENCODINGS },
  },
  result: { entries: true },
  async run({ filePath, entries: wanted, encoding }, { storedFiles }) {
    if (encoding !== undefined) checkEncoding(encoding);
    const { parsed } = storedFiles.findFile(filePath, openWords(filePath));
    const zip = await openZip(storedFiles.files, parsed.path);
    const present = zip.entries.filter((entry) => !entry.isDirectory);
    const list = wanted === "all" ? present.map(({ path }) => ({ path, encoding })) : checkWanted(wanted);
    let room = MAX_CONTENT_BYTES;
    const results = new Map<string, ReadEntry>();
    for (const item of list) {
      const entry = present.find(({ path }) => path === item.path);
      room -= entry?.sizeBytes ?? 0;
      results.set(item.path, await readEntry(zip, item, room < 0 ? "large" : entry));
    }
    return { entries: Object.fromEntries(results) };
  },
};

async function readEntry(
  zip: ZipFile,
  { path, encoding, position, length }: WantedEntry,
  entry: ZipEntry | "large" | undefined,
): Promise<ReadEntry> {
  try {
    if (entry === undefined) throw fileFailure("not found", ` ${path}`);
    if (entry === "large") throw notSupported();
    const part = toPart(entry.sizeBytes, position, length);
    const bytes = await readZipFile(zip, entry);
    const data = bytes.slice(part.start, part.start + part.length).buffer;
    return { data: fromBytes(data, encoding), errMsg: "readZipEntry:ok" };
  } catch (error) {
    return { errMsg: describeFailure({ name: "readZipEntry" }, error).errMsg };
  }
}

function checkWanted(wanted: unknown): WantedEntry[] {
  if (!Array.isArray(wanted)) throw parameterError("parameter.entries should be Array;");
  return wanted.map((item: unknown, index) => {
    const { path, encoding, position, length } = (item ?? {}) as Partial<Record<keyof WantedEntry, unknown>>;
    if (typeof path !== "string") throw parameterError(`parameter.entries[${index}].path should be String;`);
    if (encoding !== undefined) checkEncoding(String(encoding));
    return {
      path,
      // Checked just now.
      encoding: encoding as Encoding | undefined,
      position: typeof position === "number" ? position : undefined,
      length: typeof length === "number" ? length : undefined,
    };
  });
}
