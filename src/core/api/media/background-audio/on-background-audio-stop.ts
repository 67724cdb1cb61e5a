import type { SlotApi } from "../../api.ts";

/**
 * Tells that the music was stopped, or came to its end.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/background-audio/wx.onBackgroundAudioStop.html
 */
export const onBackgroundAudioStop: SlotApi<{}> = {
  name: "onBackgroundAudioStop",
  reference: "media/background-audio",
  payload: {},
  listen(emit, { audio }) {
    audio.background.listen(({ type }) => {
      if (type === "stop" || type === "ended") emit({});
    });
  },
};
