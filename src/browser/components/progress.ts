import { createInner, Leaf } from "./leaf.ts";
import { cssLength } from "./length.ts";

/** `<wx-progress>`. An animation stops where it is when the element leaves the document, and goes on when it comes back. */
export class WxProgress extends Leaf {
  static override readonly tag: string = "progress";

  declare percent: number;
  declare showInfo: boolean;
  declare borderRadius: unknown;
  declare fontSize: unknown;
  declare strokeWidth: unknown;
  declare color: string;
  declare activeColor: string;
  declare backgroundColor: string;
  declare active: boolean;
  declare activeMode: string;
  declare duration: number;

  readonly #bar = createInner("div", "wx-progress-bar");
  readonly #value = createInner("div", "wx-progress-value");
  readonly #info = createInner("div", "wx-progress-info");
  #target = 0;
  #shown = 0;
  #isActive = false;
  #frame = 0;

  constructor() {
    super();
    this.#bar.append(this.#value);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#frame === 0 && this.#shown !== this.#target) this.#animate();
  }

  disconnectedCallback(): void {
    this.#stop();
  }

  protected override update(): void {
    if (this.#bar.parentNode !== this) this.replaceChildren(this.#bar, this.#info);
    this.#bar.style.height = cssLength(this.strokeWidth);
    this.#bar.style.borderRadius = cssLength(this.borderRadius);
    // The defaults are in the style, which knows a dark one.
    this.#bar.style.backgroundColor = this.isSet("background-color") ? this.backgroundColor : "";
    this.#value.style.backgroundColor = this.activeColor || this.color;
    this.#info.style.fontSize = cssLength(this.fontSize);
    this.#info.hidden = !this.showInfo;
    this.#move();
  }

  #move(): void {
    const target = Math.min(Math.max(this.percent, 0), 100);
    const isNew = target !== this.#target || (this.active && !this.#isActive);
    this.#target = target;
    this.#isActive = this.active;
    if (!this.active) {
      this.#stop();
      this.#show(target);
    } else if (isNew) {
      if (this.activeMode !== "forwards") this.#show(0);
      if (this.#shown !== target) this.#animate();
    }
  }

  /** Goes from what is shown to the target, `duration` milliseconds for each percent. */
  #animate(): void {
    this.#stop();
    const from = this.#shown;
    const distance = this.#target - from;
    const durationMs = Math.abs(distance) * Math.max(this.duration, 0);
    const startMs = performance.now();
    const step = (): void => {
      const done = durationMs === 0 ? 1 : Math.min((performance.now() - startMs) / durationMs, 1);
      this.#show(from + distance * done);
      this.#frame = done < 1 ? requestAnimationFrame(step) : 0;
      if (done === 1) this.emit("activeend", { curPercent: this.#target });
    };
    this.#frame = requestAnimationFrame(step);
  }

  #stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  #show(percent: number): void {
    this.#shown = percent;
    this.#value.style.width = `${percent}%`;
    this.#info.textContent = `${percent === this.#target ? percent : Math.round(percent)}%`;
  }
}
