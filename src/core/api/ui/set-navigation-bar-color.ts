import type { AsyncApi } from "../api.ts";
import { hasRouter, requireRouter, ROUTER_NOTES } from "../route/require-router.ts";
import { parameterError } from "../wx-error.ts";

const FRONT_COLORS = ["#ffffff", "#000000"];
const HEX_COLOR = /^#(?:[\da-f]{3}|[\da-f]{6}|[\da-f]{8})$/i;

/** Options of `wx.setNavigationBarColor`. */
export interface SetNavigationBarColorOptions {
  /** `#ffffff` or `#000000`. */
  frontColor: string;
  /** A hex colour. */
  backgroundColor: string;
}

/**
 * Changes the colours of the current page's navigation bar.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/ui/navigation-bar/wx.setNavigationBarColor.html
 */
export const setNavigationBarColor: AsyncApi<SetNavigationBarColorOptions, void> = {
  name: "setNavigationBarColor",
  reference: "ui/navigation-bar",
  notes: `The colours change at once, without animation. ${ROUTER_NOTES}`,
  params: {
    frontColor: { type: "string", required: true, values: FRONT_COLORS },
    backgroundColor: { type: "string", required: true },
  },
  result: {},
  isSupported: hasRouter,
  async run({ frontColor, backgroundColor }, context) {
    const front = frontColor.toLowerCase();
    if (!FRONT_COLORS.includes(front)) throw parameterError(`invalid frontColor "${frontColor}"`);
    if (!HEX_COLOR.test(backgroundColor)) throw parameterError(`invalid backgroundColor "${backgroundColor}"`);
    await requireRouter(context).setNavigationBarColor(front, backgroundColor);
  },
};
