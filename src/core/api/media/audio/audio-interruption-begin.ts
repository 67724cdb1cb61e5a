import type { EventApi } from "../../api.ts";

/**
 * Tells that something else took the sound, such as a call. Everything that played is paused.
 *
 * Differs from WeChat: browsers without an Audio Session never tell.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/base/app/app-event/wx.onAudioInterruptionBegin.html
 */
export const audioInterruptionBegin: EventApi<{}> = {
  name: "audioInterruptionBegin",
  reference: "base/app/app-event",
  notes: "Only browsers with an Audio Session tell.",
  payload: {},
  subscribe: (emit, { ports }) =>
    ports.player.interruption.onChange((isInterrupted) => {
      if (isInterrupted) emit({});
    }),
};
