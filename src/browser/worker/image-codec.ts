import {
  changesNothing,
  HostError,
  isInside,
  strokePath,
  type ImageCodecPort,
  type ImageCompression,
  type ImageEdit,
  type PixelSize,
} from "../../core/ports/index.ts";
import type { BrowserFiles } from "./files.ts";
import { readPictureFormat } from "./picture-format.ts";

/** What the codec needs of the Worker. */
export interface ImageCodecPlatform {
  createImageBitmap: typeof createImageBitmap;
  OffscreenCanvas: typeof OffscreenCanvas;
  Path2D: typeof Path2D;
}

/** Nobody sees what is lost. */
const EDIT_QUALITY = 92;

/** Matrices that turn clockwise by 0 to 3 right angles, without the rounding errors of a computed one. */
const TURNS = [
  [1, 0, 0, 1],
  [0, 1, -1, 0],
  [-1, 0, 0, -1],
  [0, -1, 1, 0],
] as const;

type Draw = (context: OffscreenCanvasRenderingContext2D) => void;

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
        const draw: Draw = (context) => {
          context.imageSmoothingQuality = "high";
          context.drawImage(bitmap, 0, 0, size.width, size.height);
        };
        const copy = await encode(draw, size, isPng, compression.quality, platform);
        // A picture that was well compressed before would only grow.
        const hasSize = size.width !== bitmap.width || size.height !== bitmap.height;
        const isAsGood = type !== "other" && isUpright && !hasSize && copy.size >= source.size;
        return files.adopt(isAsGood ? source : copy, isPng ? "png" : "jpg");
      } finally {
        bitmap.close();
      }
    },
    async edit(path, edit) {
      const source = await files.blob(path);
      const bitmap = await decode(source, path, platform);
      try {
        const { type, isUpright } = await readPictureFormat(source);
        if (type !== "other" && isUpright && changesNothing(edit, bitmap)) return files.adopt(source, EXTENSIONS[type]);
        const isPng = type === "png" || type === "gif";
        const { width, height } = edit.crop;
        const size = edit.quarterTurns % 2 === 0 ? { width, height } : { width: height, height: width };
        const copy = await encode(drawEdited(bitmap, edit, platform), size, isPng, EDIT_QUALITY, platform);
        return files.adopt(copy, isPng ? "png" : "jpg");
      } finally {
        bitmap.close();
      }
    },
  };
}

const EXTENSIONS = { jpeg: "jpg", png: "png", gif: "gif" } as const;

/** Draws the picture as it was edited into a canvas of the size of the result. */
function drawEdited(
  bitmap: ImageBitmap,
  { crop, strokes, quarterTurns }: ImageEdit,
  platform: ImageCodecPlatform,
): Draw {
  if (!isInside(crop, bitmap)) throw new HostError("invalid-data", "The crop is not inside the picture");
  return (context) => {
    const [a, b, c, d] = TURNS[quarterTurns] ?? TURNS[0];
    context.setTransform(a, b, c, d, context.canvas.width / 2, context.canvas.height / 2);
    context.translate(-crop.left - crop.width / 2, -crop.top - crop.height / 2);
    context.drawImage(bitmap, 0, 0);
    context.lineCap = "round";
    context.lineJoin = "round";
    for (const stroke of strokes) {
      context.strokeStyle = stroke.colour;
      context.lineWidth = stroke.widthPixels;
      context.stroke(new platform.Path2D(strokePath(stroke)));
    }
  };
}

async function decode(source: Blob, path: string, { createImageBitmap }: ImageCodecPlatform): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(source, { imageOrientation: "from-image" });
  } catch (cause) {
    throw new HostError("invalid-data", `"${path}" is not a picture that this browser can decode`, { cause });
  }
}

function fit({ width, height }: ImageBitmap, compression: ImageCompression): PixelSize {
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
  draw: Draw,
  { width, height }: PixelSize,
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
    draw(context);
    return await canvas.convertToBlob(isPng ? { type: "image/png" } : { type: "image/jpeg", quality: quality / 100 });
  } catch (cause) {
    throw new HostError("too-large", `This browser can't encode a picture of ${width} x ${height} pixels`, { cause });
  }
}
