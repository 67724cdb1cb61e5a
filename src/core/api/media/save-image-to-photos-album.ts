import type { AsyncApi } from "../api.ts";
import { WxError } from "../wx-error.ts";
import { readImageHead } from "./image-head.ts";
import { ALBUM_FAILURES, saveToAlbum, type SaveToAlbumOptions } from "./save-to-album.ts";

/**
 * Saves a local picture to the person's album, byte for byte.
 *
 * Differs from WeChat: in a browser it goes to the downloads.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/image/wx.saveImageToPhotosAlbum.html
 */
export const saveImageToPhotosAlbum: AsyncApi<SaveToAlbumOptions, void> = {
  name: "saveImageToPhotosAlbum",
  reference: "media/image",
  notes: "In a browser the picture goes to the downloads; headless it joins `device.album`.",
  params: { filePath: { type: "string", required: true } },
  result: {},
  failures: ALBUM_FAILURES,
  run: ({ filePath }, context) =>
    saveToAlbum("image", filePath, context, async (path) => {
      await readImageHead(context.ports.files, path).catch((cause: unknown) => {
        throw new WxError("invalid file type", undefined, { cause });
      });
    }),
};
