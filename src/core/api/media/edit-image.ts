import type { CallbackApi } from "../api.ts";
import { EDIT_FAILURES, editFile } from "./edit-file.ts";

/**
 * Lets the person turn, crop and draw on a picture, and makes an upright copy of it.
 *
 * Differs from WeChat: there are no texts, stickers and mosaics.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/image/wx.editImage.html
 */
export const editImage: CallbackApi<{ src: string }, { tempFilePath: string }> = {
  name: "editImage",
  reference: "media/image",
  notes:
    "The person turns, crops and draws. PNG and GIF become PNG, everything else JPEG. Headless it needs the optional package `sharp`.",
  hasPromise: false,
  params: { src: { type: "string", required: true } },
  result: { tempFilePath: true },
  failures: EDIT_FAILURES,
  run: ({ src }, context) => editFile(src, (image) => context.ports.imageEditor.edit(image), context),
};
