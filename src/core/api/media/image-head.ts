import type { FilesPort } from "../../ports/index.ts";
import { WxError } from "../wx-error.ts";

/** The type words of the platform, and `webp`. */
export type ImageType = "unknown" | "jpeg" | "png" | "gif" | "tiff" | "webp";

/** What the head of a picture says of it. */
export interface ImageHead {
  /** Stored size in pixels, before any rotation. */
  width: number;
  height: number;
  /** EXIF orientation, 1–8; 1 when there is none. */
  exifOrientation: number;
  type: ImageType;
}

const TYPES: Readonly<Record<string, ImageType>> = { jpg: "jpeg", png: "png", gif: "gif", tiff: "tiff", webp: "webp" };
/** Enough for a photograph with its thumbnail and colour profile; few files need more. */
const FIRST_BYTES = 256 * 1024;

/** Reads the head of a local picture. Rejects with `not-found` of the host, or `image decode fail` when it is not a picture. */
export async function readImageHead(files: FilesPort, path: string): Promise<ImageHead> {
  const { sizeBytes } = await files.stat(path);
  let length = FIRST_BYTES;
  // Some TIFF files, and JPEG files with much before the picture, tell their size further behind.
  while (length < sizeBytes) {
    const head = await parse(await files.read(path, 0, length)).catch(() => undefined);
    if (head !== undefined) return head;
    length *= 8;
  }
  const bytes = await files.read(path);
  try {
    return await parse(bytes);
  } catch (cause) {
    throw new WxError("image decode fail", undefined, { cause });
  }
}

async function parse(bytes: ArrayBuffer): Promise<ImageHead> {
  const { imageSize } = await import("image-size");
  const { width, height, orientation = 1, type = "" } = imageSize(new Uint8Array(bytes));
  return { width, height, exifOrientation: orientation, type: TYPES[type] ?? "unknown" };
}
