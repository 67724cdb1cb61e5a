import type { AsyncApi } from "../../api.ts";

/**
 * Ends the voice message, whose `wx.playVoice` succeeds. Succeeds also when none plays.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/audio/wx.stopVoice.html
 */
export const stopVoice: AsyncApi<{}, void> = {
  name: "stopVoice",
  reference: "media/audio",
  params: {},
  result: {},
  run: async (_options, { audio }) => audio.voice.stop(),
};
