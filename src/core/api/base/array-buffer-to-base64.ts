import type { SyncApi } from "../api.ts";
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
  call: ([arrayBuffer]) =>
    encodeBase64(
      ArrayBuffer.isView(arrayBuffer)
        ? new Uint8Array(arrayBuffer.buffer, arrayBuffer.byteOffset, arrayBuffer.byteLength)
        : new Uint8Array(arrayBuffer),
    ),
};
