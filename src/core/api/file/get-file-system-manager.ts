import type { ManagerApi } from "../api.ts";
import * as methods from "./file-system-manager/methods.ts";

/** The methods of the FileSystemManager by name. */
export type FileSystemMethods = typeof methods;

/**
 * Gives the file system of the app: its user files, and what it may read beside.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/file/wx.getFileSystemManager.html
 */
export const getFileSystemManager: ManagerApi<FileSystemMethods> = {
  name: "getFileSystemManager",
  reference: "file",
  hasErrCode: true,
  manager: "FileSystemManager",
  methods,
};
