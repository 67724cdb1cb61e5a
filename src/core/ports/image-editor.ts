import type { PixelRectangle, PixelSize } from "./pixel-rectangle.ts";

/** A picture that the person edits, with the size that it has when it is shown upright. */
export interface EditedImage extends PixelSize {
  /** Local path of the file. */
  path: string;
}

/** A line that was drawn with a pen. */
export interface Stroke {
  /** As `#rrggbb`. */
  colour: string;
  widthPixels: number;
  /** Where the pen was, at least once. */
  points: { x: number; y: number }[];
}

/** What is done to a picture. All places are those of the upright picture, whatever it is turned to in the end. */
export interface ImageEdit {
  /** What stays of the picture. */
  crop: PixelRectangle;
  /** Drawn over the picture, in this order. */
  strokes: Stroke[];
  /** How often the result is turned by 90 degrees, clockwise: 0–3. */
  quarterTurns: number;
}

/** Lets a person edit pictures. Both reject with `cancelled` when the person closes the editor; a call waits while another one is open. */
export interface ImageEditorPort {
  /**
   * Resolves with a part of the picture that the person chose; its width is `ratio` times its height, as near as whole pixels come.
   *
   * Rejects with `not-found`, or `invalid-data` when it can't be shown.
   */
  crop(image: EditedImage, ratio: number): Promise<PixelRectangle>;
  /** Resolves with what the person did. Rejects as `crop` does. */
  edit(image: EditedImage): Promise<ImageEdit>;
}

/** The path of a stroke as SVG and `Path2D` write it; it is to be drawn with round ends. */
export function strokePath({ points }: Stroke): string {
  const [first = { x: 0, y: 0 }, ...others] = points;
  // Without any length there would be no dot.
  const rest = others.length > 0 ? others : [{ x: first.x + 0.01, y: first.y }];
  return `M${first.x} ${first.y}${rest.map(({ x, y }) => `L${x} ${y}`).join("")}`;
}

/** Whether a picture of this size stays as it is. */
export function changesNothing({ crop, strokes, quarterTurns }: ImageEdit, { width, height }: PixelSize): boolean {
  return strokes.length === 0 && quarterTurns === 0 && crop.width === width && crop.height === height;
}
