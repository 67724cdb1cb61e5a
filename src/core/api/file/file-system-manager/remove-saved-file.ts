import type { MethodApi } from "../../api.ts";
import { pathWords } from "../path-words.ts";
import { findSavedFile } from "../saved-file.ts";

/**
 * Removes a saved file.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.removeSavedFile.html
 */
export const removeSavedFile: MethodApi<{ filePath: string }, void> = {
  name: "removeSavedFile",
  params: { filePath: { type: "string", required: true } },
  result: {},
  runSync({ filePath }, context) {
    context.storedFiles.remove(findSavedFile(filePath, context).path, pathWords(filePath));
  },
};
