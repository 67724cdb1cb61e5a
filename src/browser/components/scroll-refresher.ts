import { createInner } from "./leaf.ts";

/** What the refresher asks of the component around it. */
export interface RefresherOwner {
  /** Whether a pull may begin now. */
  canPull(): boolean;
  /** Distance in CSS pixels from which a pull refreshes. */
  threshold(): number;
  emit(type: string, detail: object): void;
}

/**
 * Pulling a scroller down to refresh. The scroller's content moves down by its padding; what shows above it is the default indicator
 * or the app's own, a child of the scroller with `slot="refresher"`.
 */
export class ScrollRefresher {
  /** The default indicator, for the place behind the scroller. */
  readonly element: HTMLElement = createInner("div", "wx-refresher");
  readonly #indicator: HTMLElement = createInner("i", "wx-loading");
  readonly #scroller: HTMLElement;
  readonly #owner: RefresherOwner;
  #listening: AbortController | undefined;
  #start: { x: number; y: number } | undefined;
  #distance = 0;
  #isPulling = false;
  #isRefreshing = false;

  constructor(scroller: HTMLElement, owner: RefresherOwner) {
    this.#scroller = scroller;
    this.#owner = owner;
    this.element.append(this.#indicator);
  }

  /** All elements of its own. */
  get elements(): readonly HTMLElement[] {
    return [this.element, this.#indicator];
  }

  /** Sets the colour of the default indicator, `none` for no indicator, and what is behind it. */
  look(style: string, background: string): void {
    this.#indicator.hidden = style === "none";
    // On a dark page, "black" is the colour of its text.
    this.element.style.color = style === "white" ? "#fff" : "var(--wx-text)";
    this.element.style.backgroundColor = background;
  }

  /** Listens to touches from now on, or no longer. */
  enable(isEnabled: boolean): void {
    if (isEnabled === (this.#listening !== undefined)) return;
    this.#listening?.abort();
    this.#listening = undefined;
    this.#reset();
    if (!isEnabled) return;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const scroller = this.#scroller;
    scroller.addEventListener("touchstart", (event) => this.#touch(event), { signal, passive: true });
    // Not passive: a pull must not scroll.
    scroller.addEventListener("touchmove", (event) => this.#pull(event), { signal, passive: false });
    scroller.addEventListener("touchend", () => this.#release(true), { signal });
    scroller.addEventListener("touchcancel", () => this.#release(false), { signal });
  }

  /** Starts or ends refreshing on behalf of the app. */
  trigger(isTriggered: boolean): void {
    if (isTriggered === this.#isRefreshing || this.#listening === undefined) return;
    if (isTriggered) {
      this.#refresh();
    } else {
      this.#reset();
      this.#owner.emit("refresherrestore", {});
    }
  }

  #touch(event: TouchEvent): void {
    const [touch] = event.touches;
    const canPull = event.touches.length === 1 && !this.#isRefreshing && this.#owner.canPull();
    this.#start = canPull && touch !== undefined ? { x: touch.clientX, y: touch.clientY } : undefined;
  }

  #pull(event: TouchEvent): void {
    const [touch] = event.touches;
    if (this.#start === undefined || touch === undefined) return;
    const down = touch.clientY - this.#start.y;
    if (!this.#isPulling) {
      // Up or sideways it is a scroll.
      if (down <= 0 || Math.abs(touch.clientX - this.#start.x) > down) this.#start = undefined;
      if (this.#start === undefined) return;
      this.#isPulling = true;
    }
    if (event.cancelable) event.preventDefault();
    this.#move(Math.max(down, 0), true);
    this.#owner.emit("refresherpulling", { dy: this.#distance });
  }

  #release(isByPerson: boolean): void {
    this.#start = undefined;
    if (!this.#isPulling) return;
    if (isByPerson && this.#distance >= this.#owner.threshold()) {
      this.#refresh();
    } else {
      this.#reset();
      this.#owner.emit("refresherabort", {});
    }
  }

  #refresh(): void {
    this.#isPulling = false;
    this.#isRefreshing = true;
    this.#move(this.#owner.threshold(), false);
    this.#owner.emit("refresherrefresh", {});
  }

  #reset(): void {
    this.#start = undefined;
    this.#isPulling = false;
    this.#isRefreshing = false;
    this.#move(0, false);
  }

  /** Moves the content down; without a finger on it, in a short transition. */
  #move(distance: number, isByFinger: boolean): void {
    this.#distance = distance;
    for (const { classList, style } of [this.#scroller, this.element]) {
      classList.toggle("wx-released", !isByFinger);
      style.setProperty("--wx-pull", `${distance}px`);
    }
  }
}
