import type { AsyncApi } from "../../api.ts";
import { requireMusic } from "./require-music.ts";

/**
 * Pauses the music.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/background-audio/wx.pauseBackgroundAudio.html
 */
export const pauseBackgroundAudio: AsyncApi<{}, void> = {
  name: "pauseBackgroundAudio",
  reference: "media/background-audio",
  notes: "Fails with `no current music` when there is none.",
  params: {},
  result: {},
  run: async (_options, { audio }) => requireMusic(audio.background).pause(),
};
