import type { MethodApi } from "../../api.ts";
import { toBytes, type Encoding, ENCODINGS } from "../encoding.ts";
import { openWords } from "../path-words.ts";

/** Options of `writeFile`. */
export interface WriteFileOptions {
  filePath: string;
  data: string | ArrayBuffer;
  /** Of a text. @default "utf8" */
  encoding?: Encoding;
}

/**
 * Makes a user file, or replaces it: after a crash the old or the new content is there, never a mixture.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.writeFile.html
 */
export const writeFile: MethodApi<
  WriteFileOptions,
  void,
  "encoding",
  [filePath: string, data: string | ArrayBuffer, encoding?: Encoding],
  void
> = {
  name: "writeFile",
  params: {
    filePath: { type: "string", required: true },
    data: { type: ["string", "arrayBuffer"], required: true },
    encoding: { type: "string", default: "utf8", values: ENCODINGS },
  },
  result: {},
  sync: { takes: "arguments" },
  runSync({ filePath, data, encoding }, { storedFiles }) {
    storedFiles.replace(filePath, toBytes(data, encoding), openWords(filePath));
  },
};
