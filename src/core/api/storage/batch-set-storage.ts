import type { AsyncApi } from "../api.ts";
import type { KeyValue } from "./storage.ts";

/**
 * Keeps copies of several values, all or none.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/storage/wx.batchSetStorage.html
 */
export const batchSetStorage: AsyncApi<{ kvList: KeyValue[] }, void> = {
  name: "batchSetStorage",
  reference: "storage",
  params: {
    kvList: {
      type: "array",
      required: true,
      items: { type: "object", fields: { key: { type: "string", required: true }, value: { type: "any" } } },
    },
  },
  result: {},
  async run({ kvList }, { storage }) {
    storage.set(kvList);
  },
};
