import type { PixelSize } from "../../../core/ports/index.ts";

/** A picture that is shown. */
export interface ShownImage {
  readonly image: HTMLImageElement;
  /** Of the upright picture. */
  readonly size: PixelSize;
}

/** What is between the title and the buttons of an editor. */
export interface EditorView<Result> {
  readonly element: HTMLElement;
  /** What the person has done so far. */
  result(): Result;
  /** Stops listening. */
  close(): void;
}
