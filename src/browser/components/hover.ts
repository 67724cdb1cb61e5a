/** What an element tells about its look while it is pressed. */
export interface HoverOptions {
  /** Class names while pressed, `none` for no change. */
  hoverClass: string;
  /** Keeps the elements around it from looking pressed too. */
  hoverStopPropagation: boolean;
  /** Milliseconds from the press until the classes come. */
  hoverStartTime: number;
  /** Milliseconds from the release until they go. */
  hoverStayTime: number;
  /** @default false */
  disabled?: boolean;
}

const stopped = new WeakSet<Event>();

/** Gives an element its hover classes while it is pressed, until the returned function is called. */
export function enableHover(element: HTMLElement & HoverOptions): () => void {
  let cancel: (() => void) | undefined;
  const press = (event: PointerEvent): void => {
    if (!event.isPrimary || stopped.has(event)) return;
    if (element.hoverStopPropagation) stopped.add(event);
    cancel?.();
    cancel = undefined;
    if (element.disabled !== true) cancel = hover(element, event.pointerId);
  };
  element.addEventListener("pointerdown", press);
  return () => {
    element.removeEventListener("pointerdown", press);
    cancel?.();
  };
}

/** Runs one press. A short tap shows the classes too: they come after the start time even if the finger is gone by then. */
function hover(element: HTMLElement & HoverOptions, pointerId: number): () => void {
  const classes = element.hoverClass.split(/\s+/).filter((name) => !["", "none"].includes(name));
  const own = classes.filter((name) => !element.classList.contains(name));
  const listening = new AbortController();
  let isReleased = false;
  let isShown = false;

  const cancel = (): void => {
    clearTimeout(timer);
    listening.abort();
    element.classList.remove(...own);
  };
  const show = (): void => {
    isShown = true;
    element.classList.add(...own);
    if (isReleased) timer = setTimeout(cancel, element.hoverStayTime);
  };
  const release = (event: PointerEvent): void => {
    if (event.pointerId !== pointerId) return;
    isReleased = true;
    listening.abort();
    if (isShown) timer = setTimeout(cancel, element.hoverStayTime);
  };
  let timer = setTimeout(show, element.hoverStartTime);

  const options = { capture: true, signal: listening.signal };
  window.addEventListener("pointerup", release, options);
  window.addEventListener("pointercancel", cancel, options);
  // A scroll event does not leave its shadow tree, so both trees are watched.
  for (const tree of [document, element.getRootNode()]) tree.addEventListener("scroll", cancel, options);
  return cancel;
}
