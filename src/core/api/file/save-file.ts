import type { AsyncApi } from "../api.ts";
import { openWords } from "./path-words.ts";
import { planSave } from "./saved-file.ts";

/**
 * Moves a temporary file to the saved files, where it stays.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/wx.saveFile.html
 */
export const saveFile: AsyncApi<{ tempFilePath: string }, { savedFilePath: string }> = {
  name: "saveFile",
  reference: "file",
  hasErrCode: true,
  params: { tempFilePath: { type: "string", required: true } },
  result: { savedFilePath: true },
  async run({ tempFilePath }, context) {
    const { temporary, target } = planSave(tempFilePath, undefined, context);
    await context.storedFiles.adopt(temporary, target, openWords(tempFilePath));
    return { savedFilePath: target };
  },
};
