import type { AsyncApi } from "../../api.ts";
import { requireMusic } from "./require-music.ts";

/**
 * Goes to a position of the music, which is cut to its length.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/background-audio/wx.seekBackgroundAudio.html
 */
export const seekBackgroundAudio: AsyncApi<{ position: number }, void> = {
  name: "seekBackgroundAudio",
  reference: "media/background-audio",
  notes: "Fails with `no current music` when there is none. The position is cut to the length.",
  params: { position: { type: "number", required: true } },
  result: {},
  run: async ({ position }, { audio }) => requireMusic(audio.background).seek(position),
};
