import type { AsyncApi } from "../api.ts";
import { keepKnown, PICK_FAILURES, pickMedia, SIZES, SOURCES, toCount } from "./pick-media.ts";

/** Options of `wx.chooseImage`. */
export interface ChooseImageOptions {
  /** At most so many pictures, 1–20. */
  count?: number;
  /** With both, the person decides; a string is taken as the only entry. */
  sizeType?: string[] | string;
  /** With both, the person decides; a string is taken as the only entry. */
  sourceType?: string[] | string;
}

/** Result of `wx.chooseImage`, in the order of selection. */
export interface ChooseImageResult {
  tempFilePaths: string[];
  tempFiles: { path: string; size: number }[];
}

/**
 * Lets the person choose pictures, and re-encodes them when compressed ones are wanted.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/image/wx.chooseImage.html
 */
export const chooseImage: AsyncApi<ChooseImageOptions, ChooseImageResult, "count" | "sizeType" | "sourceType"> = {
  name: "chooseImage",
  reference: "media/image",
  notes: "GIF pictures are never re-encoded. Compressed pictures need a host with an image codec.",
  params: {
    count: { type: "number", default: 9 },
    sizeType: { type: ["array", "string"], default: [...SIZES], values: SIZES },
    sourceType: { type: ["array", "string"], default: [...SOURCES], values: SOURCES },
  },
  result: { tempFilePaths: true, tempFiles: { path: true, size: true } },
  failures: PICK_FAILURES,
  async run({ count, sizeType, sourceType }, context) {
    const chosen = await pickMedia(
      {
        count: toCount(count),
        kinds: ["image"],
        isMixed: false,
        sources: keepKnown(SOURCES, sourceType),
        sizes: keepKnown(SIZES, sizeType),
        camera: "back",
        maxDurationSeconds: 0,
      },
      context,
    );
    return {
      tempFilePaths: chosen.map(({ path }) => path),
      tempFiles: chosen.map(({ path, sizeBytes }) => ({ path, size: sizeBytes })),
    };
  },
};
