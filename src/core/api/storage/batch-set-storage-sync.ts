import type { SyncApi } from "../api.ts";
import type { KeyValue } from "./storage.ts";

/**
 * Keeps copies of several values, all or none; they are on the disk when this returns.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/storage/wx.batchSetStorageSync.html
 */
export const batchSetStorageSync: SyncApi<[kvList: KeyValue[]], void> = {
  name: "batchSetStorageSync",
  reference: "storage",
  params: [
    {
      name: "kvList",
      type: "array",
      required: true,
      items: { type: "object", fields: { key: { type: "string", required: true }, value: { type: "any" } } },
    },
  ],
  result: {},
  call: ([kvList], { storage }) => storage.set(kvList),
};
