import { HostError } from "../../ports/index.ts";
import type { AsyncApi } from "../api.ts";
import { CAMERAS, dropMedia, keepKnown, PICK_FAILURES, pickMedia, SOURCES, toCamera } from "./pick-media.ts";
import { readVideoDetails, type VideoDetails } from "./video-details.ts";

const MAX_SECONDS = 60;

/** Options of `wx.chooseVideo`. */
export interface ChooseVideoOptions {
  /** With both, the person decides; a string is taken as the only entry. */
  sourceType?: string[] | string;
  /** Whether a smaller video would do. */
  compressed?: boolean;
  /** A camera stops to record after so many seconds, up to 60. */
  maxDuration?: number;
  /** The camera to begin with. */
  camera?: string;
}

/** Result of `wx.chooseVideo`. */
export interface ChooseVideoResult extends VideoDetails {
  tempFilePath: string;
  size: number;
}

/**
 * Lets the person choose a video of their album, or take one with the camera.
 *
 * Differs from WeChat: the video is handed over as it is, also when a compressed one would do.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/video/wx.chooseVideo.html
 */
export const chooseVideo: AsyncApi<ChooseVideoOptions, ChooseVideoResult, keyof ChooseVideoOptions> = {
  name: "chooseVideo",
  reference: "media/video",
  notes: "The video is never re-encoded. Headless it has no `thumbTempFilePath`.",
  params: {
    sourceType: { type: ["array", "string"], default: [...SOURCES], values: SOURCES },
    compressed: { type: "boolean", default: true },
    maxDuration: { type: "number", default: MAX_SECONDS },
    camera: { type: "string", default: "back", values: CAMERAS },
  },
  result: { tempFilePath: true, duration: true, size: true, width: true, height: true, thumbTempFilePath: true },
  failures: PICK_FAILURES,
  async run({ sourceType, maxDuration, camera }, context) {
    const items = await pickMedia(
      {
        count: 1,
        kinds: ["video"],
        isMixed: false,
        sources: keepKnown(SOURCES, sourceType),
        sizes: ["original"],
        camera: toCamera(camera),
        maxDurationSeconds: Math.min(Math.max(maxDuration, 1), MAX_SECONDS) || MAX_SECONDS,
      },
      context,
    );
    const [item] = items;
    if (item === undefined) throw new HostError("cancelled", "The person chose no video");
    try {
      return { tempFilePath: item.path, size: item.sizeBytes, ...(await readVideoDetails(item.path, context)) };
    } catch (error) {
      await dropMedia(items, context);
      throw error;
    }
  },
};
