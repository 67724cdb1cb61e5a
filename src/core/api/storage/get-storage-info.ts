import type { AsyncApi } from "../api.ts";
import type { StorageInfo } from "./storage.ts";

/**
 * Tells the keys, and how much is kept.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/storage/wx.getStorageInfo.html
 */
export const getStorageInfo: AsyncApi<{}, StorageInfo> = {
  name: "getStorageInfo",
  reference: "storage",
  params: {},
  result: { keys: true, currentSize: true, limitSize: true },
  run: async (_options, { storage }) => storage.info(),
};
