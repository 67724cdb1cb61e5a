import type { Shape, SyncApi } from "../../api.ts";
import type { CallContext } from "../../call-context.ts";
import { listenerShape } from "../audio/audio-events.ts";
import { createManagerObject, MANAGER_EVENTS, type BackgroundAudioManager } from "./background-audio-manager.ts";

const members: Shape<BackgroundAudioManager> = {
  ...listenerShape("on", MANAGER_EVENTS),
  src: true,
  startTime: true,
  title: true,
  epname: true,
  singer: true,
  coverImgUrl: true,
  webUrl: true,
  protocol: { http: true, hls: true },
  playbackRate: true,
  referrerPolicy: true,
  referrerPath: true,
  audioType: true,
  duration: true,
  currentTime: true,
  paused: true,
  buffered: true,
  play: true,
  pause: true,
  stop: true,
  seek: true,
};

const managers = new WeakMap<CallContext, BackgroundAudioManager>();

/**
 * Returns the object that plays music which goes on across pages and, with `requiredBackgroundModes: ["audio"]` in app.json, without the
 * app; always the same one.
 *
 * Differs from WeChat: in the background, an app controls the music in the listeners of its events.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/background-audio/wx.getBackgroundAudioManager.html
 */
export const getBackgroundAudioManager: SyncApi<[], BackgroundAudioManager> = {
  name: "getBackgroundAudioManager",
  reference: "media/background-audio",
  object: "BackgroundAudioManager",
  notes:
    "In the background, an app controls the music in the listeners of its events only. `hls` plays in browsers that know it, and never headless. " +
    "Browsers send no `Referer` of an app.",
  params: [],
  result: members,
  call(_parameters, context) {
    const manager = managers.get(context) ?? createManagerObject(context);
    managers.set(context, manager);
    return manager;
  },
};
