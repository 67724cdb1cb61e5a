import type { MethodApi } from "../../api.ts";
import { listSavedFiles, type SavedFile } from "../saved-file.ts";

/**
 * Lists the saved files, oldest first.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.getSavedFileList.html
 */
export const getSavedFileList: MethodApi<{}, { fileList: SavedFile[] }> = {
  name: "getSavedFileList",
  params: {},
  result: { fileList: { filePath: true, size: true, createTime: true } },
  runSync: (_options, context) => ({ fileList: listSavedFiles(context) }),
};
