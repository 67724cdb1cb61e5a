import type { SyncApi } from "../api.ts";

/**
 * Keeps a copy of a value under a key; it is on the disk when this returns.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/storage/wx.setStorageSync.html
 */
export const setStorageSync: SyncApi<[key: string, data?: unknown], void> = {
  name: "setStorageSync",
  reference: "storage",
  params: [
    { name: "key", type: "string", required: true },
    { name: "data", type: "any" },
  ],
  result: {},
  call: ([key, data], { storage }) => storage.set([{ key, value: data }]),
};
