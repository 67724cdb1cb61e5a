import type { SlotApi } from "../../api.ts";

/**
 * Tells that the music plays.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/background-audio/wx.onBackgroundAudioPlay.html
 */
export const onBackgroundAudioPlay: SlotApi<{}> = {
  name: "onBackgroundAudioPlay",
  reference: "media/background-audio",
  payload: {},
  listen(emit, { audio }) {
    audio.background.listen(({ type }) => {
      if (type === "play") emit({});
    });
  },
};
