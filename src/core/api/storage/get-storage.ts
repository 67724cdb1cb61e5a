import type { AsyncApi } from "../api.ts";
import { WxError } from "../wx-error.ts";

/** Options of `wx.getStorage`. */
export interface GetStorageOptions {
  key: string;
  /** Whether it is encrypted; no host can yet. @default false */
  encrypt?: boolean;
}

/** Result of `wx.getStorage`. */
export interface GetStorageResult {
  // oxlint-disable-next-line typescript/no-explicit-any -- As in the platform's typings: an app knows what it kept.
  data: any;
}

/**
 * Gives a copy of the value of a key.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/storage/wx.getStorage.html
 */
export const getStorage: AsyncApi<GetStorageOptions, GetStorageResult, "encrypt"> = {
  name: "getStorage",
  reference: "storage",
  params: {
    key: { type: "string", required: true },
    encrypt: { type: "boolean", default: false, isSupported: false },
  },
  result: { data: true },
  async run({ key }, { storage }) {
    const found = storage.get(key);
    if (found === undefined) throw new WxError("data not found");
    return { data: found.value };
  },
};
