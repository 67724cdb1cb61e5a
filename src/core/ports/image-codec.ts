/** How a picture is re-encoded. */
export interface ImageCompression {
  /** 0–100, JPEG only. */
  quality: number;
  /** Longest side of the result in pixels; a smaller picture keeps its size. */
  maxSidePixels?: number;
}

/** Re-encodes pictures. Headers are read in `core/api`, so that every host gives the same answer. */
export interface ImageCodecPort {
  /**
   * Makes a re-encoded, upright copy as a new temporary file and resolves with its path. JPEG and WebP become JPEG, PNG stays PNG.
   *
   * Rejects with `not-found`, `invalid-data` when it is not a picture, or `not-supported` when this host has no codec.
   */
  compress(path: string, compression: ImageCompression): Promise<string>;
}
