import type { AsyncApi } from "../api.ts";

/**
 * Removes the value of a key, if there is one.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/storage/wx.removeStorage.html
 */
export const removeStorage: AsyncApi<{ key: string }, void> = {
  name: "removeStorage",
  reference: "storage",
  params: { key: { type: "string", required: true } },
  result: {},
  async run({ key }, { storage }) {
    storage.remove(key);
  },
};
