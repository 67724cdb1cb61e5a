import type { Shape, SyncApi } from "../../api.ts";
import { AUDIO_EVENTS, listenerShape } from "./audio-events.ts";
import { createContextObject, type InnerAudioContext } from "./inner-audio-context.ts";

/** Options of `wx.createInnerAudioContext`. */
export interface CreateInnerAudioContextOptions {
  /** Of no effect. */
  useWebAudioImplement?: boolean;
}

const members: Shape<InnerAudioContext> = {
  ...listenerShape("on", AUDIO_EVENTS),
  ...listenerShape("off", AUDIO_EVENTS),
  src: true,
  startTime: true,
  autoplay: true,
  loop: true,
  obeyMuteSwitch: true,
  volume: true,
  playbackRate: true,
  referrerPolicy: true,
  currentTime: true,
  duration: true,
  paused: true,
  buffered: true,
  play: true,
  pause: true,
  stop: true,
  seek: true,
  destroy: true,
};

/**
 * Makes an object that plays a sound, as many at once as the host can.
 *
 * Differs from WeChat: a browser plays nothing before the person touched the page, and tells `onError` of it.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/audio/wx.createInnerAudioContext.html
 */
export const createInnerAudioContext: SyncApi<[options?: CreateInnerAudioContextOptions], InnerAudioContext> = {
  name: "createInnerAudioContext",
  reference: "media/audio",
  object: "InnerAudioContext",
  notes:
    "`onTimeUpdate` comes four times a second. A browser plays nothing before the person touched the page (`onError`, 10001), " +
    "and sends no `Referer` of an app. Headless, time passes and nothing sounds.",
  params: [{ name: "options", type: "object" }],
  result: members,
  call: (_parameters, context) => createContextObject(context),
};
