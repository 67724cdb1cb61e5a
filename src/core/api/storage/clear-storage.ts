import type { AsyncApi } from "../api.ts";

/**
 * Removes all values.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/storage/wx.clearStorage.html
 */
export const clearStorage: AsyncApi<{}, void> = {
  name: "clearStorage",
  reference: "storage",
  params: {},
  result: {},
  async run(_options, { storage }) {
    storage.clear();
  },
};
