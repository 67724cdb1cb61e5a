/** How good a compressed video is. */
export type VideoQuality = "low" | "medium" | "high";

/** How a video is re-encoded: so that it is of a quality, or by values, where what is absent follows from the video. */
export type VideoCompression =
  | { quality: VideoQuality }
  | {
      /** Of the pictures alone. */
      bitsPerSecond?: number;
      framesPerSecond?: number;
      /** Of both sides, above 0 and up to 1. */
      scale?: number;
    };

/** Re-encodes videos. */
export interface VideoCompressorPort {
  /**
   * Makes a copy as a new temporary file and resolves with its path: MP4 with H.264 and, where the video has sound, AAC. It is upright and has no
   * more pixels, pictures or bits a second than the video.
   *
   * Rejects with `not-found`, `invalid-data` for what is not a video or has lost its end, and `not-supported` when this host can't decode it, or
   * encode one of its size.
   */
  compress(path: string, compression: VideoCompression): Promise<string>;
}
