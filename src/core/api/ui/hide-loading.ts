import type { AsyncApi } from "../api.ts";
import type { HideOptions } from "./hide-toast.ts";

/**
 * Hides the loading, or the toast that has its place.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/ui/interaction/wx.hideLoading.html
 */
export const hideLoading: AsyncApi<HideOptions, void, "noConflict"> = {
  name: "hideLoading",
  reference: "ui/interaction",
  params: { noConflict: { type: "boolean", default: false } },
  result: {},
  run: ({ noConflict }, { ports }) => ports.presenter.hideToast(noConflict ? "loading" : undefined),
};
