import type { MethodApi } from "../../api.ts";
import { fileFailure, inWords } from "../file-failure.ts";
import { pathWords } from "../path-words.ts";

/**
 * Lists the names in a directory of the user area, sorted.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.readdir.html
 */
export const readdir: MethodApi<{ dirPath: string }, { files: string[] }, never, [dirPath: string], string[]> = {
  name: "readdir",
  params: { dirPath: { type: "string", required: true } },
  result: { files: true },
  sync: { takes: "arguments", returns: "files" },
  runSync({ dirPath }, { storedFiles }) {
    const words = pathWords(dirPath);
    const { path } = storedFiles.parseWritable(dirPath, words);
    const { entry } = storedFiles.find(dirPath, words);
    if (!entry.isDirectory) throw fileFailure("no directory", words.detail);
    return { files: inWords(words, () => storedFiles.system.readdirSync(path)).toSorted() };
  },
};
