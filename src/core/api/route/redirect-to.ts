import type { AsyncApi } from "../api.ts";
import { hasRouter, requireRouter, ROUTER_NOTES } from "./require-router.ts";

/**
 * Replaces the current page by one that is not a tab.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/route/wx.redirectTo.html
 */
export const redirectTo: AsyncApi<{ url: string }, void> = {
  name: "redirectTo",
  reference: "route",
  notes: ROUTER_NOTES,
  params: { url: { type: "string", required: true } },
  result: {},
  isSupported: hasRouter,
  run: ({ url }, context) => requireRouter(context).redirectTo(url),
};
