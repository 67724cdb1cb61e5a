import type { SyncApi } from "../../api.ts";
import { notSupported } from "../../wx-error.ts";
import { createCameraContextObject, type CameraContext } from "./camera-context.ts";

/**
 * Makes an object that commands the `<camera>` of the page.
 *
 * Differs from WeChat: pictures of the camera can't be watched one by one.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/camera/wx.createCameraContext.html
 */
export const createCameraContext: SyncApi<[], CameraContext> = {
  name: "createCameraContext",
  reference: "media/camera",
  object: "CameraContext",
  notes:
    "Photos and videos have the size that the camera gives; videos are MP4 or WebM, as the browser records them. `setZoom` needs a " +
    "camera that tells its zoom. `onCameraFrame` is not supported, and neither is anything without a window.",
  params: [],
  result: { takePhoto: true, startRecord: true, stopRecord: true, setZoom: true },
  isSupported: ({ elements }) => elements !== undefined,
  call(_parameters, context) {
    if (context.elements === undefined) throw notSupported();
    return createCameraContextObject(context.elements.first("camera"), context);
  },
};
