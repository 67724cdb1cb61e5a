import type { AsyncApi } from "../api.ts";

/** Options of `wx.hideToast` and `wx.hideLoading`. */
export interface HideOptions {
  /** Whether only one's own kind is hidden, so that `hideToast` leaves a loading alone. */
  noConflict?: boolean;
}

/**
 * Hides the toast, or the loading that has its place.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/ui/interaction/wx.hideToast.html
 */
export const hideToast: AsyncApi<HideOptions, void, "noConflict"> = {
  name: "hideToast",
  reference: "ui/interaction",
  params: { noConflict: { type: "boolean", default: false } },
  result: {},
  run: ({ noConflict }, { ports }) => ports.presenter.hideToast(noConflict ? "toast" : undefined),
};
