import type { AsyncApi } from "../api.ts";
import { ALBUM_FAILURES, saveToAlbum, type SaveToAlbumOptions } from "./save-to-album.ts";

/**
 * Saves a local video to the person's album, byte for byte.
 *
 * Differs from WeChat: in a browser it goes to the downloads.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/video/wx.saveVideoToPhotosAlbum.html
 */
export const saveVideoToPhotosAlbum: AsyncApi<SaveToAlbumOptions, void> = {
  name: "saveVideoToPhotosAlbum",
  reference: "media/video",
  notes: "In a browser the video goes to the downloads; headless it joins `device.album`.",
  params: { filePath: { type: "string", required: true } },
  result: {},
  failures: ALBUM_FAILURES,
  run: ({ filePath }, context) =>
    // What is no video is refused by the reader as the platform refuses it.
    saveToAlbum("video", filePath, context, (path) => context.ports.videoReader.read(path)),
};
