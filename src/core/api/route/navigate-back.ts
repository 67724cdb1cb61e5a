import type { AsyncApi } from "../api.ts";
import { hasRouter, requireRouter, ROUTER_NOTES } from "./require-router.ts";

/**
 * Closes the current page, or the last `delta` pages.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/route/wx.navigateBack.html
 */
export const navigateBack: AsyncApi<{ delta?: number }, void, "delta"> = {
  name: "navigateBack",
  reference: "route",
  notes: ROUTER_NOTES,
  params: { delta: { type: "number", default: 1 } },
  result: {},
  isSupported: hasRouter,
  run: ({ delta }, context) => requireRouter(context).navigateBack(delta),
};
