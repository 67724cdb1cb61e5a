import type { Toast } from "../../ports/index.ts";
import type { AsyncApi } from "../api.ts";
import { toLocalPath } from "../local-path.ts";

const ICONS = ["success", "error", "loading", "none"] as const satisfies readonly Toast["icon"][];

/** Options of `wx.showToast`. */
export interface ShowToastOptions {
  title?: string;
  /** `success`, `error`, `loading` or `none`; anything else is shown as `success`. */
  icon?: string;
  /** Local path of a picture that replaces the icon. */
  image?: string;
  /** Milliseconds. */
  duration?: number;
  /** Whether a transparent layer swallows touches. */
  mask?: boolean;
}

/**
 * Shows a message for a short time; it takes the place of another toast or loading at once.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/ui/interaction/wx.showToast.html
 */
export const showToast: AsyncApi<ShowToastOptions, void, "title" | "icon" | "duration" | "mask"> = {
  name: "showToast",
  reference: "ui/interaction",
  params: {
    title: { type: "string", default: "" },
    icon: { type: "string", default: "success", values: ICONS },
    image: { type: "string" },
    duration: { type: "number", default: 1500 },
    mask: { type: "boolean", default: false },
  },
  result: {},
  run: ({ title, icon, image, duration, mask }, { ports }) =>
    ports.presenter.showToast({
      kind: "toast",
      title,
      icon: ICONS.find((known) => known === icon) ?? "success",
      ...(image === undefined ? {} : { image: toLocalPath(image) }),
      durationMs: duration,
      hasMask: mask,
    }),
};
