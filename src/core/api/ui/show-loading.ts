import type { AsyncApi } from "../api.ts";

/** Options of `wx.showLoading`. */
export interface ShowLoadingOptions {
  title?: string;
  /** Whether a transparent layer swallows touches. */
  mask?: boolean;
}

/**
 * Shows a message that stays until it is hidden; it takes the place of another toast or loading at once.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/ui/interaction/wx.showLoading.html
 */
export const showLoading: AsyncApi<ShowLoadingOptions, void, "title" | "mask"> = {
  name: "showLoading",
  reference: "ui/interaction",
  params: { title: { type: "string", default: "" }, mask: { type: "boolean", default: false } },
  result: {},
  run: ({ title, mask }, { ports }) =>
    ports.presenter.showToast({ kind: "loading", title, icon: "loading", hasMask: mask }),
};
