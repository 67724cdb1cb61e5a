import type { PixelRectangle, PixelSize } from "../../../core/ports/index.ts";
import type { Point } from "./framing.ts";

/** A picture that is shown whole, turned clockwise by right angles, in the middle of a place. */
export interface TurnedPicture {
  picture: PixelSize;
  quarterTurns: number;
  /** Units of the place for each pixel. */
  scale: number;
}

/** A corner of a rectangle of the picture before it is turned. */
export interface Corner {
  isLeft: boolean;
  isTop: boolean;
}

/** A crop can't be smaller, unless the picture is. */
const LEAST_SIDE_PIXELS = 16;

/** As large as fits into the place. */
export function fitTurned(picture: PixelSize, quarterTurns: number, place: PixelSize): TurnedPicture {
  const [width, height] = isOnSide(quarterTurns) ? [picture.height, picture.width] : [picture.width, picture.height];
  return { picture, quarterTurns, scale: Math.min(place.width / width, place.height / height) };
}

/** The pixel, with fractions, that is shown so far from the middle of the place; it may be outside of the picture. */
export function toPicture({ picture, quarterTurns, scale }: TurnedPicture, { x, y }: Point): Point {
  let [right, down] = [x / scale, y / scale];
  // Each turn back takes what is on the right to the top.
  for (let turn = 0; turn < quarterTurns; turn += 1) [right, down] = [down, -right];
  return { x: picture.width / 2 + right, y: picture.height / 2 + down };
}

/** The crop after one of its corners was drawn to a place; the opposite corner stays. */
export function dragCorner(crop: PixelRectangle, corner: Corner, to: Point, picture: PixelSize): PixelRectangle {
  const [left, right] = dragEnd([crop.left, crop.left + crop.width], corner.isLeft, to.x, picture.width);
  const [top, bottom] = dragEnd([crop.top, crop.top + crop.height], corner.isTop, to.y, picture.height);
  return { left, top, width: right - left, height: bottom - top };
}

/** The crop after it was moved by so many pixels; it stays in the picture. */
export function moveCrop(crop: PixelRectangle, by: Point, picture: PixelSize): PixelRectangle {
  return {
    ...crop,
    left: clamp(Math.round(crop.left + by.x), 0, picture.width - crop.width),
    top: clamp(Math.round(crop.top + by.y), 0, picture.height - crop.height),
  };
}

function dragEnd([start, end]: [number, number], isStart: boolean, to: number, most: number): [number, number] {
  const least = Math.min(LEAST_SIDE_PIXELS, most);
  if (isStart) return [clamp(Math.round(to), 0, Math.max(0, end - least)), end];
  return [start, clamp(Math.round(to), Math.min(most, start + least), most)];
}

function isOnSide(quarterTurns: number): boolean {
  return quarterTurns % 2 === 1;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
