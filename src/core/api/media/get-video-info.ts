import type { VideoFacts, VideoFormat } from "../../ports/index.ts";
import type { AsyncApi } from "../api.ts";
import { findLocalFile } from "./find-local-file.ts";
import { readVideo, toThousandths } from "./video-details.ts";

const ORIENTATIONS: Readonly<Record<VideoFacts["rotationDegrees"], VideoInfo["orientation"]>> = {
  0: "up",
  90: "right",
  180: "down",
  270: "left",
};

/** Result of `wx.getVideoInfo`. */
export interface VideoInfo {
  orientation: "up" | "right" | "down" | "left";
  /** Container, by its usual extension. */
  type: VideoFormat;
  /** Seconds. */
  duration: number;
  /** Kilobytes of 1024 bytes. */
  size: number;
  /** Stored size in pixels; the orientation is not applied. */
  width: number;
  height: number;
  fps: number;
  /** Kilobits a second, of sound and pictures together. */
  bitrate: number;
}

/**
 * Tells the length, size, orientation and format of a video.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/video/wx.getVideoInfo.html
 */
export const getVideoInfo: AsyncApi<{ src: string }, VideoInfo> = {
  name: "getVideoInfo",
  reference: "media/video",
  notes:
    "Knows MP4, QuickTime, WebM, Matroska and MPEG transport streams. `width` and `height` are those of the stored pictures.",
  params: { src: { type: "string", required: true } },
  result: {
    orientation: true,
    type: true,
    duration: true,
    size: true,
    width: true,
    height: true,
    fps: true,
    bitrate: true,
  },
  async run({ src }, context) {
    const { path, sizeBytes } = await findLocalFile(src, context);
    const facts = await readVideo(path, context);
    return {
      orientation: ORIENTATIONS[facts.rotationDegrees],
      type: facts.format,
      duration: toThousandths(facts.durationSeconds),
      size: toThousandths(sizeBytes / 1024),
      width: facts.widthPixels,
      height: facts.heightPixels,
      fps: toThousandths(facts.framesPerSecond),
      bitrate: facts.durationSeconds > 0 ? Math.round((sizeBytes * 8) / 1000 / facts.durationSeconds) : 0,
    };
  },
};
