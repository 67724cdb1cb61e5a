import type { AsyncApi } from "../api.ts";
import { listSavedFiles, type SavedFile } from "./saved-file.ts";

/**
 * Lists the saved files, oldest first.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/wx.getSavedFileList.html
 */
export const getSavedFileList: AsyncApi<{}, { fileList: SavedFile[] }> = {
  name: "getSavedFileList",
  reference: "file",
  hasErrCode: true,
  params: {},
  result: { fileList: { filePath: true, size: true, createTime: true } },
  run: async (_options, context) => ({ fileList: listSavedFiles(context) }),
};
