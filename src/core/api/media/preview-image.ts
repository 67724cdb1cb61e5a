import type { AsyncApi } from "../api.ts";
import { openPreview, REFERRER_POLICIES } from "./open-preview.ts";

/** Options of `wx.previewImage`. */
export interface PreviewImageOptions {
  /** URLs, local paths and files of the package; one or more. */
  urls: string[];
  /** The picture to begin with, as it stands in `urls`; a number is taken as its index. */
  current?: string | number;
  /** Whether a long press offers to save the picture. */
  showmenu?: boolean;
  /** What servers are told of where requests come from. */
  referrerPolicy?: string;
}

/**
 * Shows pictures in full size, over the app; succeeds when the viewer has opened. The current page is hidden meanwhile.
 *
 * Differs from WeChat: with `origin`, servers are told the origin of the page instead of the fixed `Referer`.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/image/wx.previewImage.html
 */
export const previewImage: AsyncApi<PreviewImageOptions, void, "showmenu" | "referrerPolicy"> = {
  name: "previewImage",
  reference: "media/image",
  notes:
    "In a browser, a picture of another server that is saved opens in a tab of its own. Headless it joins `device.previews`.",
  params: {
    urls: { type: "array", required: true, items: { type: "string" }, minItems: 1 },
    current: { type: ["string", "number"] },
    showmenu: { type: "boolean", default: true },
    referrerPolicy: { type: "string", default: "no-referrer", values: REFERRER_POLICIES },
  },
  result: {},
  run: ({ urls, current, showmenu, referrerPolicy }, context) =>
    openPreview(
      {
        items: urls.map((source) => ({ kind: "image", source })),
        index: typeof current === "number" ? current : urls.indexOf(current ?? ""),
        hasMenu: showmenu,
        referrerPolicy,
      },
      context,
    ),
};
