import type { EventApi } from "../../api.ts";

/**
 * Tells that the sound is free again. What was paused stays so until the app plays it.
 *
 * Differs from WeChat: browsers without an Audio Session never tell.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/base/app/app-event/wx.onAudioInterruptionEnd.html
 */
export const audioInterruptionEnd: EventApi<{}> = {
  name: "audioInterruptionEnd",
  reference: "base/app/app-event",
  notes: "Only browsers with an Audio Session tell.",
  payload: {},
  subscribe: (emit, { ports }) =>
    ports.player.interruption.onChange((isInterrupted) => {
      if (!isInterrupted) emit({});
    }),
};
