import type { MethodApi } from "../../api.ts";
import { pathWords } from "../path-words.ts";

/**
 * Makes a directory in the user area, and those above it if `recursive`. One that is there is a failure.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.mkdir.html
 */
export const mkdir: MethodApi<
  { dirPath: string; recursive?: boolean },
  void,
  "recursive",
  [dirPath: string, recursive?: boolean],
  void
> = {
  name: "mkdir",
  params: { dirPath: { type: "string", required: true }, recursive: { type: "boolean", default: false } },
  result: {},
  sync: { takes: "arguments" },
  runSync({ dirPath, recursive }, { storedFiles }) {
    storedFiles.makeDirectory(dirPath, recursive, pathWords(dirPath));
  },
};
