import type { Pinch, Point } from "./framing.ts";

/** What {@link followPointers} calls; places are those of the window. */
export interface PointerFollower {
  /** A finger came or went: what follows is told from here. */
  begin(): void;
  move(pinch: Pinch): void;
  doubleTap(place: Point): void;
}

/** Two taps within this time are a double tap. */
const DOUBLE_TAP_MS = 300;
/** A finger that goes no further has not moved. */
const TAP_PIXELS = 10;
/** A notch of a wheel is some 100 pixels. */
const WHEEL_FACTOR_PER_PIXEL = 1.002;
/** The same for two fingers on a touchpad, which browsers tell as a wheel with Ctrl. */
const TOUCHPAD_FACTOR_PER_PIXEL = 1.01;

interface Pointer {
  start: Point;
  now: Point;
}

/** Follows one or two fingers, a mouse and its wheel from `target` until `signal` aborts. */
export function followPointers(target: HTMLElement, follower: PointerFollower, signal: AbortSignal): void {
  const pointers = new Map<number, Pointer>();
  let down: Point | undefined;
  let lastTapMs = -Infinity;

  const begin = (): void => {
    for (const pointer of pointers.values()) pointer.start = pointer.now;
    follower.begin();
  };
  target.addEventListener(
    "pointerdown",
    (event) => {
      if (event.button !== 0 || pointers.size === 2) return;
      const place = placeOf(event);
      down = pointers.size === 0 ? place : undefined;
      pointers.set(event.pointerId, { start: place, now: place });
      begin();
    },
    { signal },
  );
  // On the window: a mouse leaves the target while its button is down.
  window.addEventListener(
    "pointermove",
    (event) => {
      const pointer = pointers.get(event.pointerId);
      if (pointer === undefined) return;
      pointer.now = placeOf(event);
      follower.move(pinchOf([...pointers.values()]));
    },
    { signal },
  );
  const end = (event: PointerEvent): void => {
    if (!pointers.delete(event.pointerId)) return;
    begin();
    const isTap = event.type === "pointerup" && down !== undefined && distanceOf(down, placeOf(event)) < TAP_PIXELS;
    if (!isTap) lastTapMs = -Infinity;
    else if (event.timeStamp - lastTapMs < DOUBLE_TAP_MS) {
      lastTapMs = -Infinity;
      follower.doubleTap(placeOf(event));
    } else lastTapMs = event.timeStamp;
  };
  window.addEventListener("pointerup", end, { signal });
  window.addEventListener("pointercancel", end, { signal });
  target.addEventListener(
    "wheel",
    (event) => {
      // The browser would zoom the whole page.
      event.preventDefault();
      const factor = (event.ctrlKey ? TOUCHPAD_FACTOR_PER_PIXEL : WHEEL_FACTOR_PER_PIXEL) ** -event.deltaY;
      follower.begin();
      follower.move({ from: placeOf(event), to: placeOf(event), factor });
    },
    { passive: false, signal },
  );
}

function pinchOf([first, second]: readonly Pointer[]): Pinch {
  if (first === undefined) return { from: { x: 0, y: 0 }, to: { x: 0, y: 0 }, factor: 1 };
  if (second === undefined) return { from: first.start, to: first.now, factor: 1 };
  const before = Math.max(1, distanceOf(first.start, second.start));
  return {
    from: middleOf(first.start, second.start),
    to: middleOf(first.now, second.now),
    factor: Math.max(1, distanceOf(first.now, second.now)) / before,
  };
}

function placeOf({ clientX, clientY }: MouseEvent): Point {
  return { x: clientX, y: clientY };
}

function distanceOf(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function middleOf(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
