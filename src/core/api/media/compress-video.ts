import type { VideoCompression, VideoQuality } from "../../ports/index.ts";
import type { AsyncApi } from "../api.ts";
import { notSupported, parameterError } from "../wx-error.ts";
import { findLocalFile } from "./find-local-file.ts";
import { toThousandths } from "./video-details.ts";

const QUALITIES: readonly VideoQuality[] = ["low", "medium", "high"];

/** Options of `wx.compressVideo`. */
export interface CompressVideoOptions {
  /** A local path or a file of the package. */
  src: string;
  /** `low`, `medium` or `high`; with it the rest is ignored. */
  quality?: string;
  /** Kilobits a second, of the pictures alone. */
  bitrate?: number;
  /** Pictures a second. */
  fps?: number;
  /** Of both sides to those of the video, above 0 and up to 1. */
  resolution?: number;
}

/** Result of `wx.compressVideo`. */
export interface CompressVideoResult {
  tempFilePath: string;
  /** Kilobytes of 1024 bytes. */
  size: number;
}

/**
 * Makes a re-encoded, upright copy of a video: MP4 with H.264 and AAC.
 *
 * Differs from WeChat: what is not given follows from the video, and nothing of the copy is more than the video has.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/video/wx.compressVideo.html
 */
export const compressVideo: AsyncApi<CompressVideoOptions, CompressVideoResult> = {
  name: "compressVideo",
  reference: "media/video",
  notes:
    "Gives MP4 with H.264 and AAC, upright. Not supported headless, nor in browsers that can't encode H.264, nor without HTTPS.",
  params: {
    src: { type: "string", required: true },
    quality: { type: "string", values: QUALITIES },
    bitrate: { type: "number" },
    fps: { type: "number" },
    resolution: { type: "number" },
  },
  result: { tempFilePath: true, size: true },
  failures: { "invalid-data": "video decode fail" },
  isSupported: ({ ports }) => ports.videoCompressor !== undefined,
  async run({ src, ...wishes }, context) {
    const { ports, temporaryRoom } = context;
    const compression = toCompression(wishes);
    const { path } = await findLocalFile(src, context);
    if (ports.videoCompressor === undefined) throw notSupported();
    const tempFilePath = await ports.videoCompressor.compress(path, compression);
    await temporaryRoom.take([tempFilePath]);
    const { sizeBytes } = await ports.files.stat(tempFilePath);
    return { tempFilePath, size: toThousandths(sizeBytes / 1024) };
  },
};

function toCompression({ quality, bitrate, fps, resolution }: Omit<CompressVideoOptions, "src">): VideoCompression {
  if (quality !== undefined) {
    const known = QUALITIES.find((name) => name === quality);
    if (known === undefined) throw parameterError(`parameter.quality should be one of ${QUALITIES.join(", ")}`);
    return { quality: known };
  }
  return {
    ...(bitrate === undefined ? {} : { bitsPerSecond: positive("bitrate", bitrate) * 1000 }),
    ...(fps === undefined ? {} : { framesPerSecond: positive("fps", fps) }),
    ...(resolution === undefined ? {} : { scale: positive("resolution", resolution, 1) }),
  };
}

function positive(name: string, value: number, most: number = Number.MAX_VALUE): number {
  if (value > 0 && value <= most) return value;
  const range = most === Number.MAX_VALUE ? "above 0" : `above 0 and at most ${most}`;
  throw parameterError(`parameter.${name} should be ${range}`);
}
