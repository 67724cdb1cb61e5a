/** Length of the sides of something, in pixels. */
export interface PixelSize {
  width: number;
  height: number;
}

/** A part of a picture, in whole pixels from its upper left corner. */
export interface PixelRectangle extends PixelSize {
  left: number;
  top: number;
}

/** The largest part of a picture whose width is `ratio` times its height, in the middle of the picture. */
export function largestRectangle(picture: PixelSize, ratio: number): PixelRectangle {
  const width = Math.min(picture.width, Math.max(1, Math.round(picture.height * ratio)));
  const height = Math.min(picture.height, Math.max(1, Math.round(width / ratio)));
  return {
    left: Math.floor((picture.width - width) / 2),
    top: Math.floor((picture.height - height) / 2),
    width,
    height,
  };
}

/** Whether a rectangle has whole pixels, at least one, and all of them in the picture. */
export function isInside({ left, top, width, height }: PixelRectangle, picture: PixelSize): boolean {
  const isWhole = [left, top, width, height].every((value) => Number.isSafeInteger(value) && value >= 0);
  return isWhole && width > 0 && height > 0 && left + width <= picture.width && top + height <= picture.height;
}
