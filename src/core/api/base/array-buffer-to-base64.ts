import type { SyncApi } from "../api.ts";
import { bytesOf } from "../bytes-of.ts";
import { encodeBase64 } from "./base64.ts";

/**
 * Encodes bytes as base64 with padding.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/base/wx.arrayBufferToBase64.html
 */
export const arrayBufferToBase64: SyncApi<[arrayBuffer: ArrayBuffer], string> = {
  name: "arrayBufferToBase64",
  reference: "base",
  params: [{ name: "arrayBuffer", type: "arrayBuffer", required: true }],
  result: {},
  call: ([arrayBuffer]) => encodeBase64(bytesOf(arrayBuffer)),
};
