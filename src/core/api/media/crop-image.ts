import type { CallbackApi } from "../api.ts";
import { parameterError } from "../wx-error.ts";
import { EDIT_FAILURES, editFile } from "./edit-file.ts";

/** Width by height of what may be cropped. */
const SCALES: Readonly<Record<string, number>> = {
  "1:1": 1,
  "3:4": 3 / 4,
  "4:3": 4 / 3,
  "4:5": 4 / 5,
  "5:4": 5 / 4,
  "9:16": 9 / 16,
  "16:9": 16 / 9,
};

/** Options of `wx.cropImage`. */
export interface CropImageOptions {
  /** A local path or a file of the package. */
  src: string;
  /** Width by height, such as `16:9`. */
  cropScale: string;
}

/**
 * Lets the person choose a part of a picture, and makes an upright copy of it.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/image/wx.cropImage.html
 */
export const cropImage: CallbackApi<CropImageOptions, { tempFilePath: string }> = {
  name: "cropImage",
  reference: "media/image",
  notes: "PNG and GIF become PNG, everything else JPEG. Headless it needs the optional package `sharp`.",
  hasPromise: false,
  params: {
    src: { type: "string", required: true },
    cropScale: { type: "string", required: true, values: Object.keys(SCALES) },
  },
  result: { tempFilePath: true },
  failures: EDIT_FAILURES,
  async run({ src, cropScale }, context) {
    const ratio = Object.hasOwn(SCALES, cropScale) ? SCALES[cropScale] : undefined;
    if (ratio === undefined) {
      throw parameterError(`parameter.cropScale should be one of ${Object.keys(SCALES).join(", ")}`);
    }
    const { imageEditor } = context.ports;
    return editFile(
      src,
      async (image) => ({ crop: await imageEditor.crop(image, ratio), strokes: [], quarterTurns: 0 }),
      context,
    );
  },
};
