/** One position of a drag. */
interface DragSample {
  timeStamp: number;
  scrollTop: number;
  scrollLeft: number;
}

/** Reports dragging a scroller by touch, until the signal aborts. */
export function watchDrag(
  scroller: HTMLElement,
  emit: (type: "dragstart" | "dragging" | "dragend", detail: object) => void,
  signal: AbortSignal,
): void {
  let isTouched = false;
  let before: DragSample | undefined;
  let last: DragSample | undefined;
  const sample = ({ timeStamp }: Event): DragSample => {
    const { scrollTop, scrollLeft } = scroller;
    return { timeStamp, scrollTop, scrollLeft };
  };
  const start = (): void => {
    isTouched = true;
    before = last = undefined;
  };
  const move = (event: Event): void => {
    if (!isTouched) return;
    before = last;
    last = sample(event);
    const { scrollTop, scrollLeft } = last;
    emit(before === undefined ? "dragstart" : "dragging", { scrollTop, scrollLeft });
  };
  const end = (): void => {
    isTouched = false;
    if (last === undefined) return;
    const { scrollTop, scrollLeft } = scroller;
    emit("dragend", { scrollTop, scrollLeft, velocity: velocity(before ?? last, last) });
  };
  const options = { signal, passive: true };
  scroller.addEventListener("touchstart", start, options);
  scroller.addEventListener("touchmove", move, options);
  for (const type of ["touchend", "touchcancel"]) scroller.addEventListener(type, end, options);
}

/** Speed of the scroll position in CSS pixels per millisecond. */
function velocity(from: DragSample, to: DragSample): { x: number; y: number } {
  const durationMs = to.timeStamp - from.timeStamp;
  if (durationMs <= 0) return { x: 0, y: 0 };
  return { x: (to.scrollLeft - from.scrollLeft) / durationMs, y: (to.scrollTop - from.scrollTop) / durationMs };
}
