import { button, element } from "../element.ts";
import type { DocumentTexts } from "./document-texts.ts";

const STEP = 1.25;
const MIN_FACTOR = 0.5;
const MAX_FACTOR = 5;

/** The bar below a document: smaller, larger, and where one is. */
export interface ZoomTools {
  readonly element: HTMLElement;
  /** How large the document is shown; 1 fills the width. */
  readonly factor: number;
  /** Sets the factor, within its limits. */
  setFactor(factor: number): void;
  /** Writes where one is, such as `3 / 12`. */
  setPlace(text: string): void;
}

/** Makes the bar; `zoom` is called with each new factor. */
export function createZoomTools(texts: DocumentTexts, zoom: (factor: number) => void): ZoomTools {
  let factor = 1;
  const percent = element("output", "document-percent", "100%");
  const place = element("output", "document-place");
  const setFactor = (wanted: number): void => {
    const next = Math.min(MAX_FACTOR, Math.max(MIN_FACTOR, wanted));
    if (next === factor) return;
    factor = next;
    percent.textContent = `${Math.round(factor * 100)}%`;
    zoom(factor);
  };
  const smaller = button("document-tool", "−", () => setFactor(factor / STEP));
  const larger = button("document-tool", "+", () => setFactor(factor * STEP));
  smaller.ariaLabel = texts.zoomOut;
  larger.ariaLabel = texts.zoomIn;
  return {
    element: element("div", "document-tools", smaller, percent, larger, place),
    get factor() {
      return factor;
    },
    setFactor,
    setPlace: (text) => void (place.textContent = text),
  };
}

/** Changes the factor while two fingers move on `target`, or the wheel turns with Ctrl. Returns how to stop. */
export function zoomByGestures(target: EventTarget, tools: ZoomTools): () => void {
  const stop = new AbortController();
  let start: { distance: number; factor: number } | undefined;
  // The browser would zoom the whole page.
  const options = { passive: false, signal: stop.signal };
  const move = (event: TouchEvent): void => {
    const distance = distanceOf(event.touches);
    if (distance === undefined) {
      start = undefined;
      return;
    }
    event.preventDefault();
    start ??= { distance, factor: tools.factor };
    tools.setFactor((start.factor * distance) / start.distance);
  };
  const turn = (event: WheelEvent): void => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    tools.setFactor(tools.factor * Math.exp(-event.deltaY / 200));
  };
  for (const name of ["touchstart", "touchmove", "touchend", "touchcancel"]) {
    target.addEventListener(name, (event) => move(event as TouchEvent), options);
  }
  target.addEventListener("wheel", (event) => turn(event as WheelEvent), options);
  return () => stop.abort();
}

function distanceOf(touches: TouchList): number | undefined {
  const [first, second] = touches;
  if (first === undefined || second === undefined) return undefined;
  return Math.hypot(first.clientX - second.clientX, first.clientY - second.clientY);
}
