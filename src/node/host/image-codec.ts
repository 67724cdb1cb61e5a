import type { Sharp } from "sharp";
import { HostError, type FilesPort, type ImageCodecPort, type ImageCompression } from "../../core/ports/index.ts";

type Decode = (bytes: Uint8Array) => Sharp;

/** Picture coding with the optional package `sharp`; without it everything is refused. */
export function createImageCodec(files: FilesPort, load: () => Promise<Decode> = loadSharp): ImageCodecPort {
  return {
    async compress(path, compression) {
      const source = new Uint8Array(await files.read(path));
      const decode = await load();
      try {
        const [copy, extension] = await encode(decode(source), source, compression);
        return await files.createTemporary(copy.buffer, extension);
      } catch (cause) {
        if (cause instanceof HostError) throw cause;
        if (await canDecode(source, decode)) {
          throw new HostError("too-large", `"${path}" can't be encoded in the size that is wanted`, { cause });
        }
        throw new HostError("invalid-data", `"${path}" is not a picture that can be decoded`, { cause });
      }
    },
  };
}

async function encode(
  picture: Sharp,
  source: Uint8Array<ArrayBuffer>,
  { quality, maxSidePixels = Infinity, widthPixels, heightPixels }: ImageCompression,
): Promise<[bytes: Uint8Array<ArrayBuffer>, extension: string]> {
  const { format, orientation = 1, width, height } = await picture.metadata();
  if (format === "svg") throw new HostError("invalid-data", "A drawing is not re-encoded, as in browsers");
  if (format === "gif") {
    // Whether all of it can be decoded is known only when that was done.
    await picture.stats();
    return [source, "gif"];
  }
  const isPng = format === "png";
  const hasSize = widthPixels !== undefined || heightPixels !== undefined;
  const isTooLarge = Math.max(width, height) > maxSidePixels;
  picture.autoOrient();
  // With one side, the other keeps the proportion.
  if (widthPixels !== undefined && heightPixels !== undefined)
    picture.resize(widthPixels, heightPixels, { fit: "fill" });
  else if (hasSize) picture.resize(widthPixels, heightPixels);
  else if (isTooLarge) picture.resize(maxSidePixels, maxSidePixels, { fit: "inside" });
  if (isPng) picture.png();
  // JPEG knows no transparency, and the scale of its quality starts at 1.
  else picture.flatten({ background: "white" }).jpeg({ quality: Math.max(1, Math.round(quality)) });
  const copy = new Uint8Array(await picture.toBuffer());
  // A picture that was well compressed before would only grow.
  const isAsGood =
    (isPng || format === "jpeg") && orientation === 1 && !hasSize && !isTooLarge && copy.length >= source.length;
  return [isAsGood ? source : copy, isPng ? "png" : "jpg"];
}

/** Whether all of a picture can be decoded. */
async function canDecode(source: Uint8Array, decode: Decode): Promise<boolean> {
  try {
    await decode(source).stats();
    return true;
  } catch {
    return false;
  }
}

async function loadSharp(): Promise<Decode> {
  try {
    const { default: sharp } = await import("sharp");
    return (bytes) => sharp(bytes, { failOn: "error" });
  } catch (cause) {
    throw new HostError("not-supported", 'Pictures can\'t be re-encoded without the package "sharp"; install it', {
      cause,
    });
  }
}
