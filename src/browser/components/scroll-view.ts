import { createInner } from "./leaf.ts";
import { pixels } from "./length.ts";
import { RenderedComponent } from "./rendered-component.ts";
import { watchDrag } from "./scroll-drag.ts";
import { ScrollEdges } from "./scroll-edges.ts";
import { ScrollRefresher } from "./scroll-refresher.ts";
import { whenShown } from "./when-shown.ts";

/**
 * `<wx-scroll-view>`. What scrolls is `contentElement`, an element of its own: the element's `scrollTop` and `scrollLeft` are the
 * properties of the platform, which say where to scroll to, not where it is.
 */
export class WxScrollView extends RenderedComponent {
  static override readonly tag: string = "scroll-view";

  declare scrollX: boolean;
  declare scrollY: boolean;
  declare upperThreshold: unknown;
  declare lowerThreshold: unknown;
  declare bounces: boolean;
  declare enableFlex: boolean;
  declare scrollAnchoring: boolean;
  declare showScrollbar: boolean;
  declare scrollIntoViewOffset: number;
  declare scrollWithAnimation: boolean;
  declare refresherEnabled: boolean;
  declare refresherThreshold: number;
  declare refresherTriggered: boolean;
  declare refresherDefaultStyle: string;
  declare refresherBackground: string;
  declare enhanced: boolean;
  declare pagingEnabled: boolean;

  readonly #scroller = createInner("div", "wx-scroller");
  readonly #vertical = new ScrollEdges();
  readonly #horizontal = new ScrollEdges();
  readonly #refresher: ScrollRefresher;
  /** The last targets: setting one again does not scroll again. */
  readonly #targets = new Map<string, unknown>();
  /** The targets to go to once there is a box. */
  readonly #pending = new Set<string>();
  #before = { scrollTop: 0, scrollLeft: 0 };
  #cancelScroll: (() => void) | undefined;
  #drag: AbortController | undefined;

  constructor() {
    super();
    this.#refresher = new ScrollRefresher(this.#scroller, {
      canPull: () => this.scrollY && this.#scroller.scrollTop <= 0,
      threshold: () => this.refresherThreshold,
      emit: (type, detail) => this.emit(type, detail),
    });
    this.intercept(this.#scroller, "scroll", () => this.#scrolled());
    this.#scroller.addEventListener("scrollend", () => this.#snap());
    for (const inner of [this.#scroller, ...this.#refresher.elements]) {
      for (const type of ["transitionend", "animationstart", "animationiteration"] as const)
        this.intercept(inner, type);
    }
  }

  override get contentElement(): HTMLElement {
    return this.#scroller;
  }

  disconnectedCallback(): void {
    this.#cancelScroll?.();
  }

  protected override update(changes: ReadonlySet<string>): void {
    if (this.#scroller.parentNode !== this) {
      this.#scroller.append(...this.childNodes);
      this.append(this.#refresher.element, this.#scroller);
    }
    this.#updateScroller();
    this.#refresher.look(this.refresherDefaultStyle, this.refresherBackground);
    this.#refresher.enable(this.refresherEnabled);
    if (changes.has("refresher-triggered")) this.#refresher.trigger(this.refresherTriggered);
    this.#updateDrag();
    this.#updateTarget(changes);
  }

  #updateScroller(): void {
    const { classList, style } = this.#scroller;
    classList.toggle("wx-scroller-flex", this.enableFlex);
    classList.toggle("wx-scroller-barless", !this.showScrollbar);
    style.overflowX = this.scrollX ? "auto" : "hidden";
    style.overflowY = this.scrollY ? "auto" : "hidden";
    style.overflowAnchor = this.scrollAnchoring ? "auto" : "none";
    style.overscrollBehavior = this.bounces ? "auto" : "none";
  }

  #updateDrag(): void {
    if (this.enhanced === (this.#drag !== undefined)) return;
    this.#drag?.abort();
    this.#drag = this.enhanced ? new AbortController() : undefined;
    if (this.#drag === undefined) return;
    watchDrag(this.#scroller, (type, detail) => this.emit(type, detail), this.#drag.signal);
  }

  #updateTarget(changes: ReadonlySet<string>): void {
    for (const name of ["scroll-top", "scroll-left", "scroll-into-view"]) {
      const target = this.read(name);
      if (!changes.has(name) || target === this.#targets.get(name)) continue;
      this.#targets.set(name, target);
      if (target === undefined || target === "") this.#pending.delete(name);
      else this.#pending.add(name);
    }
    if (this.#pending.size === 0) return;
    this.#cancelScroll?.();
    this.#cancelScroll = whenShown(this.#scroller, () => this.#scrollToTargets());
  }

  #scrollToTargets(): void {
    const length = (name: string): number | undefined =>
      this.#pending.has(name) ? pixels(this.read(name), window.innerWidth) : undefined;
    const hasScrolled = this.#pending.has("scroll-into-view") && this.#scrollToChild();
    if (!hasScrolled) this.#scrollTo(length("scroll-top"), length("scroll-left"));
    this.#pending.clear();
  }

  #scrollToChild(): boolean {
    const child = this.#scroller.querySelector(`#${CSS.escape(String(this.read("scroll-into-view")))}`);
    if (child === null) return false;
    const from = this.#scroller.getBoundingClientRect();
    const to = child.getBoundingClientRect();
    const { scrollTop, scrollLeft, clientTop, clientLeft } = this.#scroller;
    const top = scrollTop + to.top - from.top - clientTop + this.scrollIntoViewOffset;
    const left = scrollLeft + to.left - from.left - clientLeft + this.scrollIntoViewOffset;
    this.#scrollTo(top, left);
    return true;
  }

  #scrollTo(top: number | undefined, left: number | undefined): void {
    this.#scroller.scrollTo({
      top: this.scrollY ? top : undefined,
      left: this.scrollX ? left : undefined,
      behavior: this.scrollWithAnimation ? "smooth" : "instant",
    });
  }

  #scrolled(): void {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } = this.#scroller;
    const deltaX = this.#before.scrollLeft - scrollLeft;
    const deltaY = this.#before.scrollTop - scrollTop;
    this.#before = { scrollTop, scrollLeft };
    this.emit("scroll", { scrollLeft, scrollTop, scrollHeight, scrollWidth, deltaX, deltaY });
    const near = {
      start: pixels(this.upperThreshold, window.innerWidth),
      end: pixels(this.lowerThreshold, window.innerWidth),
    };
    const vertical = { offset: scrollTop, contentLength: scrollHeight, visibleLength: clientHeight };
    const horizontal = { offset: scrollLeft, contentLength: scrollWidth, visibleLength: clientWidth };
    if (this.scrollY) this.#reach(this.#vertical.move(vertical, near), "top", "bottom");
    if (this.scrollX) this.#reach(this.#horizontal.move(horizontal, near), "left", "right");
  }

  #reach(edge: "start" | "end" | undefined, start: string, end: string): void {
    if (edge === "start") this.emit("scrolltoupper", { direction: start });
    if (edge === "end") this.emit("scrolltolower", { direction: end });
  }

  /** With `paging-enabled` it comes to rest at a whole page. */
  #snap(): void {
    if (!this.enhanced || !this.pagingEnabled) return;
    const { scrollTop, scrollLeft, clientHeight, clientWidth } = this.#scroller;
    const top = Math.round(scrollTop / clientHeight) * clientHeight;
    const left = Math.round(scrollLeft / clientWidth) * clientWidth;
    this.#scroller.scrollTo({ top, left, behavior: "smooth" });
  }
}
