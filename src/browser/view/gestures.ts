import type { TouchPoint } from "../../core/protocol/index.ts";

/** What a gesture event carries: `detail` of tap and longpress, and the touches. */
export interface GestureDetail {
  x: number;
  y: number;
  touches: TouchPoint[];
  changedTouches: TouchPoint[];
}

/** Hold time of a long press, milliseconds. */
const LONG_PRESS_MS = 350;
/** A finger that moved farther than this is no tap, CSS pixels. */
const TAP_SLOP = 10;

interface Finger {
  pointer: number;
  target: Element;
  point: TouchPoint;
  startX: number;
  startY: number;
}

/** Where a page lies and how far it is scrolled, CSS pixels. */
export interface PageOrigin {
  left: number;
  top: number;
  scrollTop: number;
}

/**
 * Turns pointer events on `surface` into the platform's gestures: CustomEvents `touchstart`, `touchmove`, `touchend`, `touchcancel`,
 * `tap`, `longpress` and `longtap` on the innermost element under the finger. A mouse is a finger. Returns a function that stops it.
 *
 * `suppressesTap` tells whether a long press on this element keeps the tap from following.
 */
export function recognizeGestures(
  surface: HTMLElement,
  origin: () => PageOrigin,
  suppressesTap: (target: Element) => boolean,
): () => void {
  const fingers = new Map<number, Finger>();
  let longPress: ReturnType<typeof setTimeout> | undefined;
  let canTap = false;
  const stop = new AbortController();
  const window = surface.ownerDocument.defaultView ?? globalThis;

  const pointOf = (event: PointerEvent, identifier: number): TouchPoint => {
    const { left, top, scrollTop } = origin();
    const clientX = event.clientX - left;
    const clientY = event.clientY - top;
    return { identifier, clientX, clientY, pageX: clientX, pageY: clientY + scrollTop };
  };
  const emit = (type: string, finger: Finger, touches: TouchPoint[]): void => {
    const { pageX: x, pageY: y } = finger.point;
    const detail: GestureDetail = { x, y, touches, changedTouches: [finger.point] };
    finger.target.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
  };
  const touches = (): TouchPoint[] => [...fingers.values()].map((finger) => finger.point);
  const cancelLongPress = (): void => {
    clearTimeout(longPress);
    longPress = undefined;
  };

  const down = (event: PointerEvent): void => {
    const target = event.composedPath()[0];
    if (!(target instanceof Element) || event.button !== 0) return;
    const identifier = freeIdentifier(fingers);
    const point = pointOf(event, identifier);
    const finger = { pointer: event.pointerId, target, point, startX: event.clientX, startY: event.clientY };
    fingers.set(event.pointerId, finger);
    canTap = fingers.size === 1;
    cancelLongPress();
    if (canTap) {
      longPress = setTimeout(() => {
        canTap = !suppressesTap(target);
        emit("longpress", finger, touches());
        emit("longtap", finger, touches());
      }, LONG_PRESS_MS);
    }
    emit("touchstart", finger, touches());
  };
  const move = (event: PointerEvent): void => {
    const finger = fingers.get(event.pointerId);
    if (finger === undefined) return;
    if (Math.hypot(event.clientX - finger.startX, event.clientY - finger.startY) > TAP_SLOP) {
      canTap = false;
      cancelLongPress();
    }
    finger.point = pointOf(event, finger.point.identifier);
    emit("touchmove", finger, touches());
  };
  const end = (event: PointerEvent): void => {
    const finger = fingers.get(event.pointerId);
    if (finger === undefined) return;
    fingers.delete(event.pointerId);
    cancelLongPress();
    const isCancelled = event.type === "pointercancel";
    if (!isCancelled) finger.point = pointOf(event, finger.point.identifier);
    emit(isCancelled ? "touchcancel" : "touchend", finger, touches());
    if (canTap && !isCancelled && fingers.size === 0) emit("tap", finger, []);
    canTap = false;
  };

  // Keys and assistive technology press a button without a pointer.
  const click = (event: MouseEvent): void => {
    const target = event.composedPath()[0];
    if (event.detail !== 0 || !(target instanceof Element)) return;
    const { left, top, width, height } = target.getBoundingClientRect();
    const middle = new PointerEvent("click", { clientX: left + width / 2, clientY: top + height / 2 });
    emit("tap", { pointer: -1, target, point: pointOf(middle, 0), startX: 0, startY: 0 }, []);
  };

  const options = { signal: stop.signal, passive: true };
  surface.addEventListener("click", click, options);
  surface.addEventListener("pointerdown", down, options);
  window.addEventListener("pointermove", move as EventListener, options);
  window.addEventListener("pointerup", end as EventListener, options);
  window.addEventListener("pointercancel", end as EventListener, options);
  return () => {
    stop.abort();
    cancelLongPress();
    fingers.clear();
  };
}

function freeIdentifier(fingers: ReadonlyMap<number, Finger>): number {
  const used = new Set([...fingers.values()].map((finger) => finger.point.identifier));
  let identifier = 0;
  while (used.has(identifier)) identifier++;
  return identifier;
}
