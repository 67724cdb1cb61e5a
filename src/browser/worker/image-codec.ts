import { HostError, type ImageCodecPort, type ImageCompression } from "../../core/ports/index.ts";
import type { BrowserFiles } from "./files.ts";
import { readPictureFormat } from "./picture-format.ts";

/** What the codec needs of the Worker. */
export interface ImageCodecPlatform {
  createImageBitmap: typeof createImageBitmap;
  OffscreenCanvas: typeof OffscreenCanvas;
}

interface Size {
  width: number;
  height: number;
}

/** Re-encodes pictures with the browser's own decoders and encoders. */
export function createImageCodec(
  files: Pick<BrowserFiles, "adopt" | "blob">,
  platform: ImageCodecPlatform,
): ImageCodecPort {
  return {
    async compress(path, compression) {
      const source = await files.blob(path);
      const bitmap = await decode(source, path, platform);
      try {
        const { type, isUpright } = await readPictureFormat(source);
        if (type === "gif") return files.adopt(source, "gif");
        const isPng = type === "png";
        const size = fit(bitmap, compression);
        const copy = await encode(bitmap, size, isPng, compression.quality, platform);
        // A picture that was well compressed before would only grow.
        const hasSize = size.width !== bitmap.width || size.height !== bitmap.height;
        const isAsGood = type !== "other" && isUpright && !hasSize && copy.size >= source.size;
        return files.adopt(isAsGood ? source : copy, isPng ? "png" : "jpg");
      } finally {
        bitmap.close();
      }
    },
  };
}

async function decode(source: Blob, path: string, { createImageBitmap }: ImageCodecPlatform): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(source, { imageOrientation: "from-image" });
  } catch (cause) {
    throw new HostError("invalid-data", `"${path}" is not a picture that this browser can decode`, { cause });
  }
}

function fit({ width, height }: ImageBitmap, compression: ImageCompression): Size {
  const { maxSidePixels = Number.POSITIVE_INFINITY, widthPixels, heightPixels } = compression;
  if (widthPixels !== undefined || heightPixels !== undefined) {
    return {
      width: widthPixels ?? Math.max(1, Math.round((width * (heightPixels ?? height)) / height)),
      height: heightPixels ?? Math.max(1, Math.round((height * (widthPixels ?? width)) / width)),
    };
  }
  const scale = Math.min(1, maxSidePixels / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

async function encode(
  bitmap: ImageBitmap,
  { width, height }: Size,
  isPng: boolean,
  quality: number,
  platform: ImageCodecPlatform,
): Promise<Blob> {
  const canvas = new platform.OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { alpha: isPng });
  if (context === null) throw new HostError("not-supported", "This browser can't draw in a Worker");
  try {
    if (!isPng) {
      // JPEG has no transparency: what shines through would be black.
      context.fillStyle = "#fff";
      context.fillRect(0, 0, width, height);
    }
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, 0, 0, width, height);
    return await canvas.convertToBlob(isPng ? { type: "image/png" } : { type: "image/jpeg", quality: quality / 100 });
  } catch (cause) {
    throw new HostError("too-large", `This browser can't encode a picture of ${width} x ${height} pixels`, { cause });
  }
}
