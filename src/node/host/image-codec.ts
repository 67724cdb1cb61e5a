import type { Sharp } from "sharp";
import {
  changesNothing,
  HostError,
  isInside,
  strokePath,
  type FilesPort,
  type ImageCodecPort,
  type ImageCompression,
  type ImageEdit,
  type Stroke,
} from "../../core/ports/index.ts";

type Decode = (bytes: Uint8Array) => Sharp;

type Encoded = [bytes: Uint8Array<ArrayBuffer>, extension: string];

/** Nobody sees what is lost. */
const EDIT_QUALITY = 92;

/** Picture coding with the optional package `sharp`; without it everything is refused. */
export function createImageCodec(files: FilesPort, load: () => Promise<Decode> = loadSharp): ImageCodecPort {
  const make = async (
    path: string,
    encode: (picture: Sharp, source: Uint8Array<ArrayBuffer>) => Promise<Encoded>,
  ): Promise<string> => {
    const source = new Uint8Array(await files.read(path));
    const decode = await load();
    try {
      const [copy, extension] = await encode(decode(source), source);
      return await files.createTemporary(copy.buffer, extension);
    } catch (cause) {
      if (cause instanceof HostError) throw cause;
      if (await canDecode(source, decode)) {
        throw new HostError("too-large", `"${path}" can't be encoded in the size that is wanted`, { cause });
      }
      throw new HostError("invalid-data", `"${path}" is not a picture that can be decoded`, { cause });
    }
  };
  return {
    compress: (path, compression) => make(path, (picture, source) => compress(picture, source, compression)),
    edit: (path, edit) => make(path, (picture, source) => applyEdit(picture, source, edit)),
  };
}

async function compress(
  picture: Sharp,
  source: Uint8Array<ArrayBuffer>,
  { quality, maxSidePixels = Infinity, widthPixels, heightPixels }: ImageCompression,
): Promise<Encoded> {
  const { format, orientation = 1, width, height } = await picture.metadata();
  refuseDrawing(format);
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

async function applyEdit(picture: Sharp, source: Uint8Array<ArrayBuffer>, edit: ImageEdit): Promise<Encoded> {
  const { format, orientation = 1, autoOrient } = await picture.metadata();
  refuseDrawing(format);
  const { crop, strokes, quarterTurns } = edit;
  if (!isInside(crop, autoOrient)) throw new HostError("invalid-data", "The crop is not inside the picture");
  const extension = orientation === 1 && changesNothing(edit, autoOrient) ? EXTENSIONS[format] : undefined;
  if (extension !== undefined) {
    // Whether all of it can be decoded is known only when that was done.
    await picture.stats();
    return [source, extension];
  }
  picture
    .autoOrient()
    .extract(crop)
    .rotate(quarterTurns * 90);
  if (strokes.length > 0) picture.composite([{ input: drawStrokes(edit) }]);
  const isPng = format === "png" || format === "gif";
  if (isPng) picture.png();
  else picture.flatten({ background: "white" }).jpeg({ quality: EDIT_QUALITY });
  return [new Uint8Array(await picture.toBuffer()), isPng ? "png" : "jpg"];
}

/** Formats of which a copy may be made as it is. */
const EXTENSIONS: Readonly<Partial<Record<string, string>>> = { jpeg: "jpg", png: "png", gif: "gif" };

/** A drawing of the size of the result, to be laid over it. */
function drawStrokes({ crop, strokes, quarterTurns }: ImageEdit): Buffer {
  const [width, height] = quarterTurns % 2 === 0 ? [crop.width, crop.height] : [crop.height, crop.width];
  const transform = [
    `translate(${width / 2} ${height / 2})`,
    `rotate(${quarterTurns * 90})`,
    `translate(${-crop.left - crop.width / 2} ${-crop.top - crop.height / 2})`,
  ].join("");
  const draw = (stroke: Stroke): string =>
    `<path stroke="${stroke.colour}" stroke-width="${stroke.widthPixels}" d="${strokePath(stroke)}"/>`;
  const style = 'fill="none" stroke-linecap="round" stroke-linejoin="round"';
  const content = `<g transform="${transform}" ${style}>${strokes.map(draw).join("")}</g>`;
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`);
}

function refuseDrawing(format: string): void {
  if (format === "svg") throw new HostError("invalid-data", "A drawing is not re-encoded, as in browsers");
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
