import type { SyncApi } from "../api.ts";

/**
 * Removes all values.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/storage/wx.clearStorageSync.html
 */
export const clearStorageSync: SyncApi<[], void> = {
  name: "clearStorageSync",
  reference: "storage",
  params: [],
  result: {},
  call: (_parameters, { storage }) => storage.clear(),
};
