import type { AsyncApi } from "../../api.ts";
import { WxError } from "../../wx-error.ts";

/**
 * Stops the music. Succeeds also when there is none.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/background-audio/wx.stopBackgroundAudio.html
 */
export const stopBackgroundAudio: AsyncApi<{}, void> = {
  name: "stopBackgroundAudio",
  reference: "media/background-audio",
  params: {},
  result: {},
  async run(_options, { audio: { background } }) {
    if (!background.isControllable) throw new WxError("the app is in the background");
    background.stop();
  },
};
