import type { MethodApi } from "../../api.ts";
import { ENCODINGS, toBytes, type Encoding } from "../encoding.ts";
import { fileFailure } from "../file-failure.ts";
import { toPosition } from "../file-position.ts";

/** Options of `write`. */
export interface WriteOptions {
  fd: string;
  data: string | ArrayBuffer;
  /** First byte of a buffer that is written. @default 0 */
  offset?: number;
  /** How many bytes of a buffer. @default all that follow */
  length?: number;
  /** Of a text. @default "utf8" */
  encoding?: Encoding;
  /** Where in the file; without it, behind what was written last. */
  position?: number | null;
}

/**
 * Writes to an open file.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.write.html
 */
export const write: MethodApi<
  WriteOptions,
  { bytesWritten: number },
  "offset" | "encoding",
  [options: WriteOptions],
  { bytesWritten: number }
> = {
  name: "write",
  params: {
    fd: { type: "string", required: true },
    data: { type: ["string", "arrayBuffer"], required: true },
    offset: { type: "number", default: 0 },
    length: { type: "number" },
    encoding: { type: "string", default: "utf8", values: ENCODINGS },
    position: { type: "any" },
  },
  result: { bytesWritten: true },
  sync: { takes: "options" },
  runSync(options, { storedFiles }) {
    const bytes = partOf(options);
    storedFiles.descriptors.write(options.fd, bytes, toPosition(options.position));
    return { bytesWritten: bytes.length };
  },
};

/** A text is written as a whole. */
function partOf({ data, offset = 0, length, encoding = "utf8" }: WriteOptions): Uint8Array {
  const bytes = toBytes(data, encoding);
  if (typeof data === "string") return bytes;
  if (!Number.isInteger(offset) || offset < 0 || offset > bytes.length) throw fileFailure("offset");
  const count = length ?? bytes.length - offset;
  if (!Number.isInteger(count) || count < 0 || offset + count > bytes.length) throw fileFailure("length");
  return bytes.subarray(offset, offset + count);
}
