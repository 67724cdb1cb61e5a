import type { AsyncApi } from "../api.ts";
import { hasRouter, requireRouter, ROUTER_NOTES } from "./require-router.ts";

/**
 * Shows a tab and closes all pages that are no tabs.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/route/wx.switchTab.html
 */
export const switchTab: AsyncApi<{ url: string }, void> = {
  name: "switchTab",
  reference: "route",
  notes: ROUTER_NOTES,
  params: { url: { type: "string", required: true } },
  result: {},
  isSupported: hasRouter,
  run: ({ url }, context) => requireRouter(context).switchTab(url),
};
