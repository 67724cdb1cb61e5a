import type { AsyncApi } from "../api.ts";
import { openPreview, REFERRER_POLICIES } from "./open-preview.ts";

const KINDS = ["image", "video"] as const;

/** A picture or video of `wx.previewMedia`. */
export interface MediaSource {
  /** A URL, a local path or a file of the package. */
  url: string;
  /** `image` unless it is `video`. */
  type?: string;
  /** Picture of a video that does not play yet. */
  poster?: string;
}

/** Options of `wx.previewMedia`. */
export interface PreviewMediaOptions {
  /** One or more. */
  sources: MediaSource[];
  /** Index of the source to begin with. */
  current?: number;
  /** Whether a long press offers to save what is shown. */
  showmenu?: boolean;
  /** What servers are told of where requests come from. */
  referrerPolicy?: string;
}

/**
 * Shows pictures and videos in full size, over the app; succeeds when the viewer has opened. The current page is hidden meanwhile.
 *
 * Differs from WeChat: with `origin`, servers are told the origin of the page instead of the fixed `Referer`.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/image/wx.previewMedia.html
 */
export const previewMedia: AsyncApi<PreviewMediaOptions, void, "current" | "showmenu" | "referrerPolicy"> = {
  name: "previewMedia",
  reference: "media/image",
  notes:
    "In a browser, what comes from another server and is saved opens in a tab of its own. Headless it joins `device.previews`.",
  params: {
    sources: {
      type: "array",
      required: true,
      minItems: 1,
      items: {
        type: "object",
        fields: {
          url: { type: "string", required: true },
          type: { type: "string", default: "image", values: KINDS },
          poster: { type: "string" },
        },
      },
    },
    current: { type: "number", default: 0 },
    showmenu: { type: "boolean", default: true },
    referrerPolicy: { type: "string", default: "no-referrer", values: REFERRER_POLICIES },
  },
  result: {},
  run: ({ sources, current, showmenu, referrerPolicy }, context) =>
    openPreview(
      {
        items: sources.map(({ url, type, poster }) => ({
          kind: type === "video" ? "video" : "image",
          source: url,
          ...(poster === undefined ? {} : { poster }),
        })),
        index: current,
        hasMenu: showmenu,
        referrerPolicy,
      },
      context,
    ),
};
