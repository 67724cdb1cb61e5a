import type { VideoCompression, VideoQuality } from "../ports/index.ts";

/** What a compression goes by. */
export interface CompressibleVideo {
  /** Size in pixels as it is shown. */
  widthPixels: number;
  heightPixels: number;
  framesPerSecond: number;
  /** Of the whole file. */
  bitsPerSecond: number;
}

/** How a video is to be encoded. */
export interface CompressionPlan {
  /** Even, as encoders want it. */
  widthPixels: number;
  heightPixels: number;
  /** Absent when the pictures stay at their times. */
  framesPerSecond?: number;
  /** Of the pictures alone. */
  bitsPerSecond: number;
}

interface Wishes {
  scale?: number;
  framesPerSecond?: number;
  bitsPerSecond?: number;
}

/** What the levels of quality are: about what phones make of the videos that they send. */
const LEVELS: Readonly<Record<VideoQuality, { shortSidePixels: number; bitsPerPixel: number }>> = {
  low: { shortSidePixels: 360, bitsPerPixel: 0.06 },
  medium: { shortSidePixels: 540, bitsPerPixel: 0.08 },
  high: { shortSidePixels: 720, bitsPerPixel: 0.1 },
};
const LEVEL_FRAMES_PER_SECOND = 30;
/** Not every encoder takes smaller pictures. */
const MIN_SIDE_PIXELS = 16;
/** With fewer bits a picture can't even say that it is like the last. */
const MIN_BITS_PER_SECOND = 8000;

/** Works out how to encode a video. The result never has more than the video: nothing would look better. */
export function planCompression(video: CompressibleVideo, compression: VideoCompression): CompressionPlan {
  const shortSide = Math.min(video.widthPixels, video.heightPixels);
  const level = LEVELS["quality" in compression ? compression.quality : "high"];
  const wishes: Wishes =
    "quality" in compression
      ? { scale: level.shortSidePixels / shortSide, framesPerSecond: LEVEL_FRAMES_PER_SECOND }
      : compression;
  const scale = Math.min(1, Math.max(wishes.scale ?? 1, MIN_SIDE_PIXELS / shortSide));
  const widthPixels = toEven(video.widthPixels * scale);
  const heightPixels = toEven(video.heightPixels * scale);
  const framesPerSecond = Math.min(wishes.framesPerSecond ?? Number.POSITIVE_INFINITY, video.framesPerSecond);
  const fittingBits = widthPixels * heightPixels * framesPerSecond * level.bitsPerPixel;
  const bitsPerSecond = Math.min(wishes.bitsPerSecond ?? fittingBits, video.bitsPerSecond);
  return {
    widthPixels,
    heightPixels,
    ...(framesPerSecond < video.framesPerSecond ? { framesPerSecond } : {}),
    bitsPerSecond: Math.round(Math.max(bitsPerSecond, MIN_BITS_PER_SECOND)),
  };
}

function toEven(length: number): number {
  return Math.max(2, Math.round(length / 2) * 2);
}
