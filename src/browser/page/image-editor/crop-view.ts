import type { PixelRectangle } from "../../../core/ports/index.ts";
import { element } from "../element.ts";
import type { EditorView, ShownImage } from "./editor-view.ts";
import { followPointers } from "./follow-pointers.ts";
import { movePart, toPixels, widestPart, type FramedPart, type Framing, type Pinch, type Point } from "./framing.ts";

/** Space around the frame. */
const MARGIN_PIXELS = 24;
const DOUBLE_TAP_FACTOR = 2.5;

/** A frame, under which a picture is moved and zoomed. */
export class CropView implements EditorView<PixelRectangle> {
  readonly element: HTMLElement;
  readonly #framing: Framing;
  readonly #image: HTMLImageElement;
  readonly #frame: HTMLElement = element("div", "image-editor-frame");
  readonly #end = new AbortController();
  #part: FramedPart;
  /** The part when the fingers came that move it. */
  #start: FramedPart;

  constructor({ image, size }: ShownImage, ratio: number) {
    this.#framing = { picture: size, ratio };
    this.#part = widestPart(this.#framing);
    this.#start = this.#part;
    this.#image = image;
    this.element = element("div", "image-editor-stage", image, this.#frame);
    const observer = new ResizeObserver(() => this.#draw());
    observer.observe(this.element);
    this.#end.signal.addEventListener("abort", () => observer.disconnect(), { once: true });
    const follower = {
      begin: () => void (this.#start = this.#part),
      move: (pinch: Pinch) => this.#move(pinch),
      doubleTap: (place: Point) => this.#toggleZoom(place),
    };
    followPointers(this.element, follower, this.#end.signal);
  }

  result(): PixelRectangle {
    return toPixels(this.#part, this.#framing);
  }

  close(): void {
    this.#end.abort();
  }

  #move({ from, to, factor }: Pinch): void {
    const { left, top, width } = this.#frame.getBoundingClientRect();
    const inFrame = ({ x, y }: Point): Point => ({ x: x - left, y: y - top });
    this.#part = movePart(this.#start, this.#framing, { from: inFrame(from), to: inFrame(to), factor }, width);
    this.#draw();
  }

  #toggleZoom(place: Point): void {
    const isWidest = this.#part.width >= widestPart(this.#framing).width;
    this.#start = this.#part;
    this.#move({ from: place, to: place, factor: isWidest ? DOUBLE_TAP_FACTOR : 0 });
    this.#start = this.#part;
  }

  #draw(): void {
    const { picture, ratio } = this.#framing;
    const { clientWidth, clientHeight } = this.element;
    const width = Math.max(1, Math.min(clientWidth - 2 * MARGIN_PIXELS, (clientHeight - 2 * MARGIN_PIXELS) * ratio));
    const height = width / ratio;
    const [left, top] = [(clientWidth - width) / 2, (clientHeight - height) / 2];
    setBox(this.#frame, { left, top, width, height });
    const scale = width / this.#part.width;
    setBox(this.#image, {
      left: left - this.#part.left * scale,
      top: top - this.#part.top * scale,
      width: picture.width * scale,
      height: picture.height * scale,
    });
  }
}

function setBox({ style }: HTMLElement, box: { left: number; top: number; width: number; height: number }): void {
  for (const [name, value] of Object.entries(box)) style.setProperty(name, `${value}px`);
}
