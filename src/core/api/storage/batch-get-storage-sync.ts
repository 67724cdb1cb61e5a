import type { SyncApi } from "../api.ts";

/**
 * Gives copies of the values of several keys, in their order; `""` where there is none.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/storage/wx.batchGetStorageSync.html
 */
export const batchGetStorageSync: SyncApi<[keyList: string[]], unknown[]> = {
  name: "batchGetStorageSync",
  reference: "storage",
  params: [{ name: "keyList", type: "array", required: true, items: { type: "string" } }],
  result: {},
  call: ([keyList], { storage }) =>
    keyList.map((key) => {
      const found = storage.get(key);
      return found === undefined ? "" : found.value;
    }),
};
