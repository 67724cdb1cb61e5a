import type { ImageEdit } from "./image-editor.ts";

/** How a picture is re-encoded. */
export interface ImageCompression {
  /** 0–100, JPEG only. */
  quality: number;
  /** Longest side of the result in pixels; a smaller picture keeps its size. */
  maxSidePixels?: number;
  /** Size of the result in pixels, which may be larger; with one of them the other keeps the proportion. */
  widthPixels?: number;
  heightPixels?: number;
}

/** Re-encodes pictures. Headers are read in `core/api`, so that every host gives the same answer. */
export interface ImageCodecPort {
  /**
   * Makes a re-encoded, upright copy as a new temporary file and resolves with its path. PNG stays PNG, a GIF, which may be
   * animated, stays as it is, and everything else becomes JPEG.
   *
   * Rejects with `not-found`, `invalid-data` when it is not a picture, `too-large` when the copy is more than this host encodes, `quota`
   * when there is no room for it, or `not-supported` when this host has no codec. A drawing (SVG) is not a picture.
   */
  compress(path: string, compression: ImageCompression): Promise<string>;
  /**
   * Makes an edited, upright copy as a new temporary file and resolves with its path. What is upright and stays as it is, is copied byte for
   * byte; else PNG stays PNG, a GIF becomes the PNG of its first picture, and everything else becomes JPEG. Rejects as `compress` does.
   */
  edit(path: string, edit: ImageEdit): Promise<string>;
}
