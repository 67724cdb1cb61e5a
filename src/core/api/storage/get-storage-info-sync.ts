import type { SyncApi } from "../api.ts";
import type { StorageInfo } from "./storage.ts";

/**
 * Tells the keys, and how much is kept.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/storage/wx.getStorageInfoSync.html
 */
export const getStorageInfoSync: SyncApi<[], StorageInfo> = {
  name: "getStorageInfoSync",
  reference: "storage",
  params: [],
  result: { keys: true, currentSize: true, limitSize: true },
  call: (_parameters, { storage }) => storage.info(),
};
