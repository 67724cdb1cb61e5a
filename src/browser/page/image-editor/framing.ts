import type { PixelRectangle, PixelSize } from "../../../core/ports/index.ts";

/** A place, in the units that its owner names. */
export interface Point {
  x: number;
  y: number;
}

/** How fingers or a mouse moved something: what was at `from` is at `to`, and all is `factor` times as large. */
export interface Pinch {
  from: Point;
  to: Point;
  factor: number;
}

/** A frame of fixed ratio, and the picture under it. */
export interface Framing {
  picture: PixelSize;
  /** Width by height of the frame. */
  ratio: number;
}

/** What of a picture is under the frame, in its pixels and fractions of them; the height follows from the ratio. */
export interface FramedPart {
  left: number;
  top: number;
  width: number;
}

/** How much larger than at first a picture may be. */
const MOST_ZOOM = 10;

/** The largest part, in the middle of the picture. */
export function widestPart({ picture, ratio }: Framing): FramedPart {
  const width = Math.min(picture.width, picture.height * ratio);
  return { left: (picture.width - width) / 2, top: (picture.height - width / ratio) / 2, width };
}

/** What is under the frame after the picture was moved; the frame is always full. The points are in a frame of so many units of width. */
export function movePart(
  part: FramedPart,
  framing: Framing,
  { from, to, factor }: Pinch,
  frameWidth: number,
): FramedPart {
  const { picture, ratio } = framing;
  const widest = widestPart(framing).width;
  const width = clamp(part.width / factor, widest / MOST_ZOOM, widest);
  const [before, after] = [part.width / frameWidth, width / frameWidth];
  return {
    left: clamp(part.left + from.x * before - to.x * after, 0, picture.width - width),
    top: clamp(part.top + from.y * before - to.y * after, 0, picture.height - width / ratio),
    width,
  };
}

/** The nearest whole pixels, all of them in the picture. */
export function toPixels(part: FramedPart, { picture, ratio }: Framing): PixelRectangle {
  const width = clamp(Math.round(part.width), 1, picture.width);
  const height = clamp(Math.round(width / ratio), 1, picture.height);
  return {
    left: clamp(Math.round(part.left), 0, picture.width - width),
    top: clamp(Math.round(part.top), 0, picture.height - height),
    width,
    height,
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
