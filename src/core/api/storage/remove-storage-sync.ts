import type { SyncApi } from "../api.ts";

/**
 * Removes the value of a key, if there is one.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/storage/wx.removeStorageSync.html
 */
export const removeStorageSync: SyncApi<[key: string], void> = {
  name: "removeStorageSync",
  reference: "storage",
  params: [{ name: "key", type: "string", required: true }],
  result: {},
  call: ([key], { storage }) => storage.remove(key),
};
