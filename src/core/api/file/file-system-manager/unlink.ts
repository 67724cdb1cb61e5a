import type { MethodApi } from "../../api.ts";
import { fileFailure } from "../file-failure.ts";
import { pathWords } from "../path-words.ts";

/**
 * Removes a user file.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.unlink.html
 */
export const unlink: MethodApi<{ filePath: string }, void, never, [filePath: string], void> = {
  name: "unlink",
  params: { filePath: { type: "string", required: true } },
  result: {},
  sync: { takes: "arguments" },
  runSync({ filePath }, { storedFiles }) {
    const words = pathWords(filePath);
    const { path } = storedFiles.parseWritable(filePath, words);
    const { entry } = storedFiles.find(filePath, words);
    if (entry.isDirectory) throw fileFailure("not permitted", `, unlink ${filePath}`);
    storedFiles.remove(path, words);
  },
};
