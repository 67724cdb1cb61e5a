import type { AsyncApi } from "../../api.ts";
import { WxError } from "../../wx-error.ts";

/**
 * Ends the recording of `wx.startRecord`, whose success has the file.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/recorder/wx.stopRecord.html
 */
export const stopRecord: AsyncApi<{}, void> = {
  name: "stopRecord",
  reference: "media/recorder",
  params: {},
  result: {},
  async run(_options, { recorder }) {
    const session = await recorder.sessionOf("startRecord");
    if (session === undefined) throw new WxError("not recording");
    session.stop();
    // Whether there is a file is told to who started; from then on another recording can start.
    await session.ended.catch(() => {});
  },
};
