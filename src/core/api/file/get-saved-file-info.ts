import type { AsyncApi } from "../api.ts";
import { findSavedFile } from "./saved-file.ts";

/**
 * Tells size and time of a saved file.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/wx.getSavedFileInfo.html
 */
export const getSavedFileInfo: AsyncApi<{ filePath: string }, { createTime: number; size: number }> = {
  name: "getSavedFileInfo",
  reference: "file",
  hasErrCode: true,
  params: { filePath: { type: "string", required: true } },
  result: { createTime: true, size: true },
  async run({ filePath }, context) {
    const { createTime, size } = findSavedFile(filePath, context).file;
    return { createTime, size };
  },
};
