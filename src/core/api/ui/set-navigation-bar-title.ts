import type { AsyncApi } from "../api.ts";
import { hasRouter, requireRouter, ROUTER_NOTES } from "../route/require-router.ts";

/**
 * Changes the title of the current page.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/ui/navigation-bar/wx.setNavigationBarTitle.html
 */
export const setNavigationBarTitle: AsyncApi<{ title: string }, void> = {
  name: "setNavigationBarTitle",
  reference: "ui/navigation-bar",
  notes: ROUTER_NOTES,
  params: { title: { type: "string", required: true } },
  result: {},
  isSupported: hasRouter,
  run: ({ title }, context) => requireRouter(context).setNavigationBarTitle(title),
};
