import type { MethodApi } from "../../api.ts";
import { toBytes, type Encoding, ENCODINGS } from "../encoding.ts";
import { openWords } from "../path-words.ts";

/** Options of `appendFile`. */
export interface AppendFileOptions {
  filePath: string;
  data: string | ArrayBuffer;
  /** Of a text. @default "utf8" */
  encoding?: Encoding;
}

/**
 * Adds to the end of a user file that exists.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.appendFile.html
 */
export const appendFile: MethodApi<
  AppendFileOptions,
  void,
  "encoding",
  [filePath: string, data: string | ArrayBuffer, encoding?: Encoding],
  void
> = {
  name: "appendFile",
  params: {
    filePath: { type: "string", required: true },
    data: { type: ["string", "arrayBuffer"], required: true },
    encoding: { type: "string", default: "utf8", values: ENCODINGS },
  },
  result: {},
  sync: { takes: "arguments" },
  runSync({ filePath, data, encoding }, { storedFiles }) {
    storedFiles.append(filePath, toBytes(data, encoding), openWords(filePath));
  },
};
