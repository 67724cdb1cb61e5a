/** So long is long. */
const PRESS_MS = 500;
/** A finger that moves farther swipes. */
const SLACK_PIXELS = 10;

/** Calls back when a finger rests on an element, and for the menu key and button of other devices, until `signal` aborts. */
export function listenForLongPress(target: HTMLElement, callback: () => void, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let start = { x: 0, y: 0 };
  const cancel = (): void => clearTimeout(timer);
  target.addEventListener(
    "pointerdown",
    ({ pointerType, isPrimary, clientX, clientY }) => {
      cancel();
      // A second finger zooms.
      if (pointerType === "mouse" || !isPrimary) return;
      start = { x: clientX, y: clientY };
      timer = setTimeout(callback, PRESS_MS);
    },
    { signal },
  );
  target.addEventListener(
    "pointermove",
    ({ clientX, clientY }) => {
      if (Math.hypot(clientX - start.x, clientY - start.y) > SLACK_PIXELS) cancel();
    },
    { signal },
  );
  for (const type of ["pointerup", "pointercancel"] as const) target.addEventListener(type, cancel, { signal });
  target.addEventListener(
    "contextmenu",
    (event) => {
      event.preventDefault();
      cancel();
      callback();
    },
    { signal },
  );
  signal.addEventListener("abort", cancel, { once: true });
}
