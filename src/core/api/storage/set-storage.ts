import type { AsyncApi } from "../api.ts";

/** Options of `wx.setStorage`. */
export interface SetStorageOptions {
  key: string;
  /** A primitive, a date, or what JSON can say. */
  data?: unknown;
  /** Whether it is encrypted; no host can yet. @default false */
  encrypt?: boolean;
}

/**
 * Keeps a copy of a value under a key.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/storage/wx.setStorage.html
 */
export const setStorage: AsyncApi<SetStorageOptions, void, "encrypt"> = {
  name: "setStorage",
  reference: "storage",
  params: {
    key: { type: "string", required: true },
    data: { type: "any" },
    encrypt: { type: "boolean", default: false, isSupported: false },
  },
  result: {},
  async run({ key, data }, { storage }) {
    storage.set([{ key, value: data }]);
  },
};
