import { expect } from "vitest";
import type { ImageEdit, PixelRectangle, Stroke } from "../../src/core/ports/index.ts";
import { nextFrame } from "../support/next-frame.ts";
import { until } from "../support/until.ts";
import { press } from "./page-dialog.ts";
import type { PageHost } from "./page-host.ts";

/** A place in the window. */
export interface Place {
  x: number;
  y: number;
}

/** Resolves with the editor that is open, as soon as it is drawn. */
export async function findEditor({ root }: PageHost): Promise<Element> {
  const editor = await until(() => find(root, "dialog[open] .image-editor"));
  // It is drawn when it knows its size, which is in the first frame that has it.
  await nextFrame();
  return editor;
}

/** Moves a finger over an element. */
export function drag(target: EventTarget, places: readonly [Place, ...Place[]], pointerId = 7): void {
  touch("pointerdown", target, places[0], pointerId);
  for (const place of places.slice(1)) touch("pointermove", target, place, pointerId);
  touch("pointerup", target, places.at(-1) ?? places[0], pointerId);
}

/** Moves two fingers over an element, one from `first[0]` to `first[1]`, the other likewise. */
export function pinch(target: EventTarget, first: readonly [Place, Place], second: readonly [Place, Place]): void {
  touch("pointerdown", target, first[0], 7);
  touch("pointerdown", target, second[0], 8);
  touch("pointermove", target, first[1], 7);
  touch("pointermove", target, second[1], 8);
  touch("pointerup", target, first[1], 7);
  touch("pointerup", target, second[1], 8);
}

/** Sends one event of a finger. */
export function touch(type: string, target: EventTarget, { x, y }: Place, pointerId: number): void {
  const options = { pointerId, pointerType: "touch", bubbles: true, cancelable: true, composed: true };
  target.dispatchEvent(new PointerEvent(type, { ...options, clientX: x, clientY: y }));
}

/** Finds an element that has to be there. */
export function find(parent: ParentNode, selector: string): Element {
  const found = parent.querySelector(selector);
  if (found === null) throw new Error(`There is no "${selector}"`);
  return found;
}

/** The person brings this part of the picture under the frame with two fingers, takes what is offered, or closes the editor. */
export async function cropOnScreen(host: PageHost, answer: PixelRectangle | "done" | "cancel"): Promise<void> {
  const editor = await findEditor(host);
  if (typeof answer === "object") {
    const image = find(editor, "img").getBoundingClientRect();
    const frame = find(editor, ".image-editor-frame").getBoundingClientRect();
    const { left, top, width, height } = answer;
    const scale = image.width / naturalSize(editor).width;
    pinch(
      find(editor, ".image-editor-stage"),
      [
        { x: image.left + left * scale, y: image.top + top * scale },
        { x: frame.left, y: frame.top },
      ],
      [
        { x: image.left + (left + width) * scale, y: image.top + (top + height) * scale },
        { x: frame.right, y: frame.bottom },
      ],
    );
  }
  await leave(host, editor, answer === "cancel" ? "Cancel" : "Done");
}

/** The person draws, crops and turns the picture, or closes the editor. Lines are black. */
export async function editOnScreen(host: PageHost, answer: Partial<ImageEdit> | "cancel"): Promise<void> {
  const editor = await findEditor(host);
  if (answer === "cancel") {
    await leave(host, editor, "Cancel");
    return;
  }
  const { strokes = [], crop, quarterTurns = 0 } = answer;
  for (const stroke of strokes) drawLine(editor, stroke);
  if (crop !== undefined) {
    press(editor, "Crop");
    const to = placesOf(editor);
    const { left, top, width, height } = crop;
    drag(find(editor, ".image-editor-corner-0"), [to({ x: 0, y: 0 }), to({ x: left, y: top })]);
    const end = naturalSize(editor);
    drag(find(editor, ".image-editor-corner-3"), [
      to({ x: end.width, y: end.height }),
      to({ x: left + width, y: top + height }),
    ]);
  }
  for (let turn = 0; turn < quarterTurns; turn += 1) press(editor, "Rotate");
  await leave(host, editor, "Done");
}

function drawLine(editor: Element, { points }: Stroke): void {
  press(editor, "Draw");
  press(editor, "Black");
  const [first = { x: 0, y: 0 }, ...others] = points.map(placesOf(editor));
  drag(find(editor, ".image-editor-drawing"), [first, ...others]);
}

/** Where the pixels of a picture are shown that is not turned. */
function placesOf(editor: Element): (pixel: Place) => Place {
  const { left, top, width } = find(editor, ".image-editor-sheet").getBoundingClientRect();
  const scale = width / naturalSize(editor).width;
  return ({ x, y }) => ({ x: left + x * scale, y: top + y * scale });
}

function naturalSize(editor: Element): { width: number; height: number } {
  const image = find(editor, "img");
  if (!(image instanceof HTMLImageElement)) throw new Error("There is no picture");
  return { width: image.naturalWidth, height: image.naturalHeight };
}

async function leave({ root }: PageHost, editor: Element, name: string): Promise<void> {
  press(editor, name);
  await until(() => expect(root.contains(editor)).toBe(false));
}
