import type { MethodApi } from "../../api.ts";
import { openWords } from "../path-words.ts";
import { checkLength } from "../truncate-length.ts";

/**
 * Cuts a user file, or fills it up with zeros.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.truncate.html
 */
export const truncate: MethodApi<
  { filePath: string; length?: number },
  void,
  "length",
  [options: { filePath: string; length?: number }],
  undefined
> = {
  name: "truncate",
  params: { filePath: { type: "string", required: true }, length: { type: "number", default: 0 } },
  result: {},
  sync: { takes: "options" },
  runSync({ filePath, length }, { storedFiles }) {
    storedFiles.truncate(filePath, checkLength(length), openWords(filePath));
  },
};
