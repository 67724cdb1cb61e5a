import type { SyncApi } from "../api.ts";
import { parameterError } from "../wx-error.ts";
import { decodeBase64 } from "./base64.ts";

/**
 * Decodes base64; padding may be missing.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/base/wx.base64ToArrayBuffer.html
 */
export const base64ToArrayBuffer: SyncApi<[base64: string], ArrayBuffer> = {
  name: "base64ToArrayBuffer",
  reference: "base",
  params: [{ name: "base64", type: "string", required: true }],
  result: {},
  call([base64]) {
    const bytes = decodeBase64(base64);
    if (bytes === undefined) throw parameterError("base64 is not valid base64");
    return bytes.buffer;
  },
};
