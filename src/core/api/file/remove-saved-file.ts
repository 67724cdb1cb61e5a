import type { AsyncApi } from "../api.ts";
import { pathWords } from "./path-words.ts";
import { findSavedFile } from "./saved-file.ts";

/**
 * Removes a saved file.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/wx.removeSavedFile.html
 */
export const removeSavedFile: AsyncApi<{ filePath: string }, void> = {
  name: "removeSavedFile",
  reference: "file",
  hasErrCode: true,
  params: { filePath: { type: "string", required: true } },
  result: {},
  async run({ filePath }, context) {
    context.storedFiles.remove(findSavedFile(filePath, context).path, pathWords(filePath));
  },
};
