import { strokePath, type ImageEdit, type PixelRectangle, type Stroke } from "../../../core/ports/index.ts";
import { button, element } from "../element.ts";
import { followDrag } from "./follow-drag.ts";
import type { EditorView, ShownImage } from "./editor-view.ts";
import type { EditorTexts } from "./editor-texts.ts";
import type { Point } from "./framing.ts";
import { dragCorner, fitTurned, moveCrop, toPicture, type Corner, type TurnedPicture } from "./turned-picture.ts";

const SVG = "http://www.w3.org/2000/svg";
/** In the order of their names in the texts. */
const COLOURS = ["#ffffff", "#000000", "#fa5151", "#ffc300", "#07c160", "#10aeff"] as const;
/** Of the pen as it is seen; in the picture it follows from how large that is shown. */
const PEN_WIDTH = 5;
/** Space around the picture, for the corners. */
const MARGIN_PIXELS = 24;
const CORNERS: readonly Corner[] = [
  { isLeft: true, isTop: true },
  { isLeft: false, isTop: true },
  { isLeft: true, isTop: false },
  { isLeft: false, isTop: false },
];

/** A picture that is turned, cropped and drawn on. */
export class EditView implements EditorView<ImageEdit> {
  readonly element: HTMLElement;
  readonly #shown: ShownImage;
  readonly #texts: EditorTexts;
  /** The picture with what lies on it; all of it is turned together. */
  readonly #sheet: HTMLElement;
  readonly #stage: HTMLElement;
  readonly #drawing = document.createElementNS(SVG, "svg");
  readonly #cropBox: HTMLElement = element("div", "image-editor-crop");
  readonly #undo: HTMLButtonElement;
  readonly #end = new AbortController();
  readonly #strokes: Stroke[] = [];
  #crop: PixelRectangle;
  #turned: TurnedPicture;
  #colour: string = COLOURS[2];

  constructor(shown: ShownImage, texts: EditorTexts) {
    const { image, size } = shown;
    this.#shown = shown;
    this.#texts = texts;
    this.#crop = { left: 0, top: 0, ...size };
    this.#turned = fitTurned(size, 0, size);
    this.#drawing.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
    this.#drawing.classList.add("image-editor-drawing");
    this.#sheet = element("div", "image-editor-sheet", image, this.#drawing, this.#cropBox);
    this.#stage = element("div", "image-editor-stage", this.#sheet);
    this.#undo = button("image-editor-tool image-editor-undo", texts.undo, () => this.#undoStroke());
    this.#undo.disabled = true;
    this.element = element("div", "image-editor-edit", this.#stage, this.#createPalette(), this.#createTools());
    const observer = new ResizeObserver(() => this.#fit());
    observer.observe(this.#stage);
    this.#end.signal.addEventListener("abort", () => observer.disconnect(), { once: true });
    this.#listen();
    this.#drawCrop();
  }

  result(): ImageEdit {
    return { crop: this.#crop, strokes: this.#strokes, quarterTurns: this.#turned.quarterTurns };
  }

  close(): void {
    this.#end.abort();
  }

  #createTools(): HTMLElement {
    const { draw, crop, rotate } = this.#texts;
    const tools = [
      this.#createSwitch("draw", draw),
      this.#createSwitch("crop", crop),
      button("image-editor-tool", rotate, () => this.#rotate()),
    ];
    return element("div", "image-editor-tools", ...tools);
  }

  /** A tool that is on until it is pressed again, or another one is. */
  #createSwitch(tool: "draw" | "crop", text: string): HTMLElement {
    const made = button("image-editor-tool", text, () => {
      const isOn = made.ariaPressed !== "true";
      for (const other of this.element.querySelectorAll(".image-editor-tool[aria-pressed]"))
        other.ariaPressed = "false";
      made.ariaPressed = String(isOn);
      this.element.dataset["tool"] = isOn ? tool : "";
    });
    made.ariaPressed = "false";
    return made;
  }

  #createPalette(): HTMLElement {
    const colours = COLOURS.map((colour, index) => {
      const made = button("image-editor-colour", "", () => {
        this.#colour = colour;
        for (const other of colours) other.ariaPressed = String(other === made);
      });
      made.style.setProperty("--colour", colour);
      made.ariaLabel = this.#texts.colours[index] ?? colour;
      made.ariaPressed = String(colour === this.#colour);
      return made;
    });
    return element("div", "image-editor-palette", ...colours, this.#undo);
  }

  #listen(): void {
    const { size } = this.#shown;
    const { signal } = this.#end;
    const place = (point: Point): Point => this.#placeOf(point);
    followDrag(this.#drawing, signal, (start) => this.#beginStroke(place(start)));
    followDrag(this.#cropBox, signal, (start) => {
      const [before, from] = [this.#crop, place(start)];
      return (point) => {
        const to = place(point);
        this.#setCrop(moveCrop(before, { x: to.x - from.x, y: to.y - from.y }, size));
      };
    });
    for (const [index, corner] of CORNERS.entries()) {
      const handle = element("div", `image-editor-corner image-editor-corner-${index}`);
      this.#cropBox.append(handle);
      followDrag(handle, signal, () => (point) => {
        this.#setCrop(dragCorner(this.#crop, corner, place(point), size));
      });
    }
  }

  /** The pixel of the picture at a place of the window. */
  #placeOf({ x, y }: Point): Point {
    const { left, top, width, height } = this.#stage.getBoundingClientRect();
    return toPicture(this.#turned, { x: x - left - width / 2, y: y - top - height / 2 });
  }

  #beginStroke(start: Point): (point: Point) => void {
    const stroke: Stroke = { colour: this.#colour, widthPixels: PEN_WIDTH / this.#turned.scale, points: [start] };
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("stroke", stroke.colour);
    path.setAttribute("stroke-width", String(stroke.widthPixels));
    path.setAttribute("d", strokePath(stroke));
    this.#drawing.append(path);
    this.#strokes.push(stroke);
    this.#undo.disabled = false;
    return (point) => {
      stroke.points.push(this.#placeOf(point));
      path.setAttribute("d", strokePath(stroke));
    };
  }

  #undoStroke(): void {
    this.#strokes.pop();
    this.#drawing.lastElementChild?.remove();
    this.#undo.disabled = this.#strokes.length === 0;
  }

  #rotate(): void {
    this.#turned = { ...this.#turned, quarterTurns: (this.#turned.quarterTurns + 1) % 4 };
    this.#fit();
  }

  #setCrop(crop: PixelRectangle): void {
    this.#crop = crop;
    this.#drawCrop();
  }

  #drawCrop(): void {
    const { width, height } = this.#shown.size;
    const { style } = this.#cropBox;
    const percent = (value: number, whole: number): string => `${(value / whole) * 100}%`;
    style.left = percent(this.#crop.left, width);
    style.top = percent(this.#crop.top, height);
    style.width = percent(this.#crop.width, width);
    style.height = percent(this.#crop.height, height);
  }

  #fit(): void {
    const { size } = this.#shown;
    const { clientWidth, clientHeight } = this.#stage;
    const place = {
      width: Math.max(1, clientWidth - 2 * MARGIN_PIXELS),
      height: Math.max(1, clientHeight - 2 * MARGIN_PIXELS),
    };
    this.#turned = fitTurned(size, this.#turned.quarterTurns, place);
    const { scale, quarterTurns } = this.#turned;
    this.#sheet.style.width = `${size.width * scale}px`;
    this.#sheet.style.height = `${size.height * scale}px`;
    this.#sheet.style.transform = `translate(-50%, -50%) rotate(${quarterTurns * 90}deg)`;
  }
}
