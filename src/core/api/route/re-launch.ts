import type { AsyncApi } from "../api.ts";
import { hasRouter, requireRouter, ROUTER_NOTES } from "./require-router.ts";

/**
 * Closes all pages and opens one.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/route/wx.reLaunch.html
 */
export const reLaunch: AsyncApi<{ url: string }, void> = {
  name: "reLaunch",
  reference: "route",
  notes: ROUTER_NOTES,
  params: { url: { type: "string", required: true } },
  result: {},
  isSupported: hasRouter,
  run: ({ url }, context) => requireRouter(context).reLaunch(url),
};
