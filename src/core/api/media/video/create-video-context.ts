import type { SyncApi } from "../../api.ts";
import { notSupported } from "../../wx-error.ts";
import { createVideoContextObject, type VideoContext } from "./video-context.ts";

/**
 * Makes an object that commands the `<video>` with an id.
 *
 * Differs from WeChat: browsers cast nothing, have no status bar of their own and play no video in the background.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/video/wx.createVideoContext.html
 */
export const createVideoContext: SyncApi<[id: string, component?: object], VideoContext> = {
  name: "createVideoContext",
  reference: "media/video",
  object: "VideoContext",
  notes:
    "A browser enters full screen only after the person touched the page, and turns the screen only where it can. " +
    "The status bar, casting and playing in the background are not supported, and neither is any method without a window: " +
    "a warning on the console says so.",
  params: [
    { name: "id", type: "string", required: true },
    { name: "component", type: "object" },
  ],
  result: {
    play: true,
    pause: true,
    stop: true,
    seek: true,
    sendDanmu: true,
    playbackRate: true,
    requestFullScreen: true,
    exitFullScreen: true,
    exitPictureInPicture: true,
  },
  isSupported: ({ elements }) => elements !== undefined,
  call([id, component], context) {
    if (context.elements === undefined) throw notSupported();
    return createVideoContextObject(context.elements.byId("video", id, component), context);
  },
};
