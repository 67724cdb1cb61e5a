import type { AsyncApi } from "../api.ts";
import { parameterError, WxError } from "../wx-error.ts";
import { findLocalFile } from "./find-local-file.ts";

/** More than any host encodes. */
const MAX_SIDE = 65_535;

const NO_ROOM = { reason: "create temp file fail", errno: 1103004 };

/** Options of `wx.compressImage`. */
export interface CompressImageOptions {
  /** A local path or a file of the package. */
  src: string;
  /** 0–100, of JPEG only. */
  quality?: number;
  /** Pixels; follows from the height when it is absent. */
  compressedWidth?: number;
  /** Pixels; follows from the width when it is absent. */
  compressedHeight?: number;
}

/**
 * Makes a re-encoded, upright copy of a picture. PNG stays PNG, a GIF stays as it is, everything else becomes JPEG.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/media/image/wx.compressImage.html
 */
export const compressImage: AsyncApi<CompressImageOptions, { tempFilePath: string }, "quality"> = {
  name: "compressImage",
  reference: "media/image",
  notes:
    "PNG stays PNG, GIF stays as it is, everything else becomes JPEG. Headless it needs the optional package `sharp`.",
  params: {
    src: { type: "string", required: true },
    quality: { type: "number", default: 80 },
    compressedWidth: { type: "number" },
    compressedHeight: { type: "number" },
  },
  result: { tempFilePath: true },
  failures: {
    "not-found": { reason: "file doesn't exist", errno: 1103002 },
    "invalid-data": { reason: "image decode fail", errno: 1103003 },
    quota: NO_ROOM,
    "too-large": { reason: "error occurs during the compress process", errno: 1103005 },
  },
  async run({ src, quality, compressedWidth, compressedHeight }, context) {
    if (!(quality >= 0 && quality <= 100)) throw new WxError("param compress quality invalid", 1103006);
    const widthPixels = toPixels("compressedWidth", compressedWidth);
    const heightPixels = toPixels("compressedHeight", compressedHeight);
    const { path, sizeBytes } = await findLocalFile(src, context);
    if (sizeBytes === 0) throw new WxError("src image file size zero", 1103007);
    const tempFilePath = await context.ports.imageCodec.compress(path, {
      quality,
      ...(widthPixels === undefined ? {} : { widthPixels }),
      ...(heightPixels === undefined ? {} : { heightPixels }),
    });
    try {
      await context.temporaryRoom.take([tempFilePath]);
    } catch (cause) {
      throw new WxError(NO_ROOM.reason, NO_ROOM.errno, { cause });
    }
    return { tempFilePath };
  },
};

function toPixels(name: string, value: number | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!(value >= 1 && value <= MAX_SIDE)) throw parameterError(`parameter.${name} should be from 1 to ${MAX_SIDE}`);
  return Math.round(value);
}
