import type { Point } from "./framing.ts";

/**
 * Follows one finger, or a mouse, from `target` until it goes up; further fingers do nothing. `begin` returns what takes each place that
 * comes after the first; places are those of the window. Stops when `signal` aborts.
 */
export function followDrag(
  target: Element,
  signal: AbortSignal,
  begin: (start: Point) => (place: Point) => void,
): void {
  let drag: { pointerId: number; move: (place: Point) => void } | undefined;
  target.addEventListener(
    "pointerdown",
    (event) => {
      if (!(event instanceof PointerEvent) || event.button !== 0 || drag !== undefined) return;
      // What lies below would follow, too.
      event.stopPropagation();
      drag = { pointerId: event.pointerId, move: begin(placeOf(event)) };
    },
    { signal },
  );
  // On the window: a mouse leaves the target while its button is down.
  window.addEventListener(
    "pointermove",
    (event) => {
      if (drag?.pointerId === event.pointerId) drag.move(placeOf(event));
    },
    { signal },
  );
  const end = (event: PointerEvent): void => {
    if (drag?.pointerId === event.pointerId) drag = undefined;
  };
  window.addEventListener("pointerup", end, { signal });
  window.addEventListener("pointercancel", end, { signal });
}

function placeOf({ clientX, clientY }: PointerEvent): Point {
  return { x: clientX, y: clientY };
}
