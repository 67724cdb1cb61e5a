import type { SyncApi } from "../api.ts";

/**
 * Gives a copy of the value of a key; `""` when there is none.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/storage/wx.getStorageSync.html
 */
// oxlint-disable-next-line typescript/no-explicit-any -- As in the platform's typings: an app knows what it kept.
export const getStorageSync: SyncApi<[key: string], any> = {
  name: "getStorageSync",
  reference: "storage",
  params: [{ name: "key", type: "string", required: true }],
  result: {},
  call([key], { storage }) {
    const found = storage.get(key);
    return found === undefined ? "" : found.value;
  },
};
