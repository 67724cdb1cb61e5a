import type { SyncApi } from "../api.ts";
import { bytesOf } from "../bytes-of.ts";

/**
 * Keeps a copy of bytes, and returns a URL that pictures, players and every API that takes a local path can use.
 *
 * Differs from WeChat: the URL is the path of a temporary file.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/storage/wx.createBufferURL.html
 */
export const createBufferURL: SyncApi<[buffer: ArrayBuffer | ArrayBufferView], string> = {
  name: "createBufferURL",
  reference: "storage",
  notes: "The URL is the path of a temporary file without an extension.",
  params: [{ name: "buffer", type: "arrayBuffer", required: true }],
  result: {},
  call: ([buffer], { bufferUrls }) => bufferUrls.create(bytesOf(buffer)),
};
