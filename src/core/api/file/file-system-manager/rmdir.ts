import type { MethodApi } from "../../api.ts";
import { fileFailure, inWords } from "../file-failure.ts";
import { pathWords } from "../path-words.ts";

/**
 * Removes a directory of the user area, with everything in it if `recursive`.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.rmdir.html
 */
export const rmdir: MethodApi<
  { dirPath: string; recursive?: boolean },
  void,
  "recursive",
  [dirPath: string, recursive?: boolean],
  void
> = {
  name: "rmdir",
  params: { dirPath: { type: "string", required: true }, recursive: { type: "boolean", default: false } },
  result: {},
  sync: { takes: "arguments" },
  runSync({ dirPath, recursive }, { storedFiles }) {
    const words = pathWords(dirPath);
    const { names, path } = storedFiles.parseWritable(dirPath, words);
    if (names.length === 0) throw fileFailure("read only", words.denied);
    if (!storedFiles.find(dirPath, words).entry.isDirectory) throw fileFailure("no directory", words.detail);
    const isEmpty = inWords(words, () => storedFiles.system.readdirSync(path)).length === 0;
    if (!isEmpty && !recursive) throw fileFailure("not empty");
    storedFiles.remove(path, words);
  },
};
