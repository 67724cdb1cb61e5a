import type { AsyncApi } from "../../api.ts";

/**
 * Pauses the voice message. Its `wx.playVoice` goes on waiting; succeeds also when none plays.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/audio/wx.pauseVoice.html
 */
export const pauseVoice: AsyncApi<{}, void> = {
  name: "pauseVoice",
  reference: "media/audio",
  params: {},
  result: {},
  run: async (_options, { audio }) => audio.voice.pause(),
};
