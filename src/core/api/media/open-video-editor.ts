import type { CallbackApi } from "../api.ts";
import type { CallContext } from "../call-context.ts";
import { parameterError } from "../wx-error.ts";
import { findLocalFile } from "./find-local-file.ts";
import { readVideo, readVideoDetails } from "./video-details.ts";

/** Without `minDuration`: who keeps less has made a mistake. */
const USUAL_MIN_SECONDS = 1;

/** Options of `wx.openVideoEditor`. */
export interface OpenVideoEditorOptions {
  /** A local path or a file of the package. */
  filePath: string;
  /** The part has at least so many seconds; 1 without it. Text with a number is taken, too, as the platform's typings want that. */
  minDuration?: number | string;
  /** The part has at most so many seconds; as many as the video without it. */
  maxDuration?: number | string;
}

/** Result of `wx.openVideoEditor`. */
export interface EditedVideoResult {
  /** Milliseconds. */
  duration: number;
  /** Bytes. */
  size: number;
  tempFilePath: string;
  /** A JPEG of an early picture; absent where the host can't decode the video. */
  tempThumbPath?: string;
}

/**
 * Lets the person choose a part of a video, and makes a copy of that.
 *
 * Differs from WeChat: the person chooses a part and nothing else; there are no texts, stickers and music.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/video/wx.openVideoEditor.html
 */
export const openVideoEditor: CallbackApi<OpenVideoEditorOptions, EditedVideoResult> = {
  name: "openVideoEditor",
  reference: "media/video",
  notes:
    "The person chooses a part, which is not re-encoded where that can be avoided. `minDuration` and `maxDuration` are seconds. Headless there is no `tempThumbPath`.",
  hasPromise: false,
  params: {
    filePath: { type: "string", required: true },
    minDuration: { type: ["number", "string"] },
    maxDuration: { type: ["number", "string"] },
  },
  result: { duration: true, size: true, tempFilePath: true, tempThumbPath: true },
  failures: { "invalid-data": "video decode fail" },
  async run({ filePath, ...wishes }, context) {
    const limits = toLimits(wishes);
    const { path } = await findLocalFile(filePath, context);
    const { durationSeconds } = await readVideo(path, context);
    const tempFilePath = await context.ports.videoEditor.edit({ path, durationSeconds, ...limits });
    await context.temporaryRoom.take([tempFilePath]);
    return describe(tempFilePath, context);
  },
};

function toLimits({ minDuration, maxDuration = Infinity }: Omit<OpenVideoEditorOptions, "filePath">): {
  minSeconds: number;
  maxSeconds: number;
} {
  const maxSeconds = Number(maxDuration);
  const minSeconds = Number(minDuration ?? Math.min(USUAL_MIN_SECONDS, maxSeconds));
  if (!(maxSeconds > 0)) throw parameterError("parameter.maxDuration should be above 0");
  if (!(minSeconds >= 0 && minSeconds < Infinity)) throw parameterError("parameter.minDuration should be 0 or more");
  if (maxSeconds >= minSeconds) return { minSeconds, maxSeconds };
  throw parameterError("parameter.maxDuration should be at least parameter.minDuration");
}

/** Tells of the file, which is removed when that fails: the app does not get it. */
async function describe(tempFilePath: string, context: CallContext): Promise<EditedVideoResult> {
  try {
    const { duration, thumbTempFilePath } = await readVideoDetails(tempFilePath, context);
    return {
      duration: Math.round(duration * 1000),
      size: (await context.ports.files.stat(tempFilePath)).sizeBytes,
      tempFilePath,
      ...(thumbTempFilePath === undefined ? {} : { tempThumbPath: thumbTempFilePath }),
    };
  } catch (error) {
    await context.temporaryRoom.drop([tempFilePath]);
    throw error;
  }
}
