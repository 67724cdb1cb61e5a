import type { SyncApi } from "../api.ts";

/**
 * Gives up the bytes that `wx.createBufferURL` keeps: nothing finds them by the URL any more.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/storage/wx.revokeBufferURL.html
 */
export const revokeBufferURL: SyncApi<[url: string], void> = {
  name: "revokeBufferURL",
  reference: "storage",
  notes: "A URL that was revoked before, and any other text, changes nothing.",
  params: [{ name: "url", type: "string", required: true }],
  result: {},
  call: ([url], { bufferUrls }) => bufferUrls.revoke(url),
};
