import type { AsyncApi } from "../api.ts";
import { batchGetStorageSync } from "./batch-get-storage-sync.ts";

/**
 * Gives copies of the values of several keys, in their order; `""` where there is none.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/storage/wx.batchGetStorage.html
 */
export const batchGetStorage: AsyncApi<{ keyList: string[] }, { dataList: unknown[] }> = {
  name: "batchGetStorage",
  reference: "storage",
  params: { keyList: { type: "array", required: true, items: { type: "string" } } },
  result: { dataList: true },
  run: async ({ keyList }, context) => ({ dataList: batchGetStorageSync.call([keyList], context) }),
};
