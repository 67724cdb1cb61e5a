import type { SlotApi } from "../../api.ts";

/**
 * Tells that the music is paused.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/background-audio/wx.onBackgroundAudioPause.html
 */
export const onBackgroundAudioPause: SlotApi<{}> = {
  name: "onBackgroundAudioPause",
  reference: "media/background-audio",
  payload: {},
  listen(emit, { audio }) {
    audio.background.listen(({ type }) => {
      if (type === "pause") emit({});
    });
  },
};
