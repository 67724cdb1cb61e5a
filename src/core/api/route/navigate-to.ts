import type { AsyncApi } from "../api.ts";
import { hasRouter, requireRouter, ROUTER_NOTES } from "./require-router.ts";

/** Options of `wx.navigateTo`. */
export interface NavigateToOptions {
  /** `/pages/a/a?k=v`, or relative to the current page. */
  url: string;
  /** Handlers of what the opened page emits on its event channel. */
  events?: Record<string, (...values: unknown[]) => void>;
}

/**
 * Opens a page above the current one; at most ten are open.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/route/wx.navigateTo.html
 */
export const navigateTo: AsyncApi<NavigateToOptions, { eventChannel: unknown }> = {
  name: "navigateTo",
  reference: "route",
  notes: ROUTER_NOTES,
  params: { url: { type: "string", required: true }, events: { type: "object" } },
  result: { eventChannel: { emit: true, on: true, once: true, off: true } },
  isSupported: hasRouter,
  run: ({ url, events }, context) => requireRouter(context).navigateTo(url, events),
};
