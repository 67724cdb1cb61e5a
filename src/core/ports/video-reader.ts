/** Containers of videos, as their usual extensions; `unknown` for others that can be read. */
export type VideoFormat = "mp4" | "mov" | "webm" | "mkv" | "ts" | "unknown";

/** What a video says of itself. */
export interface VideoFacts {
  format: VideoFormat;
  /** Size of the stored pictures, before any rotation. */
  widthPixels: number;
  heightPixels: number;
  /** How far the stored pictures are turned, clockwise, when they are shown. */
  rotationDegrees: 0 | 90 | 180 | 270;
  durationSeconds: number;
  framesPerSecond: number;
}

/** Reads videos. */
export interface VideoReaderPort {
  /** Reads the facts of a local file. Rejects with `not-found`, and with `invalid-data` for what is not a video or has lost its end. */
  read(path: string): Promise<VideoFacts>;
  /**
   * Makes a JPEG of an early picture of the video as a new temporary file, and resolves with its path, or without one when this host can't
   * decode the video.
   */
  createThumbnail(path: string): Promise<string | undefined>;
  /** Tells whether this host shows pictures that are encoded as HEVC (H.265). */
  canDecodeHevc(): Promise<boolean>;
}
