import { WxComponent } from "./component.ts";
import { enableHover } from "./hover.ts";

/** `<wx-button>`. While it is disabled, a `tap` ends at it and is not seen by listeners on it. */
export class WxButton extends WxComponent {
  static override readonly tag: string = "button";

  declare disabled: boolean;
  declare hoverClass: string;
  declare hoverStopPropagation: boolean;
  declare hoverStartTime: number;
  declare hoverStayTime: number;

  readonly #internals = this.attachInternals();

  constructor() {
    super();
    this.#internals.role = "button";
    this.addEventListener("tap", (event) => this.disabled && event.stopImmediatePropagation(), { capture: true });
    this.addEventListener("keydown", (event) => this.#press(event));
    for (const type of ["animationstart", "animationiteration"] as const) {
      this.addEventListener(type, hideSpinner, { capture: true });
    }
    enableHover(this);
  }

  protected override get reflected(): readonly string[] {
    return ["size", "type", "plain", "disabled", "loading"];
  }

  connectedCallback(): void {
    if (!this.hasAttribute("tabindex")) this.tabIndex = 0;
  }

  protected override changed(property: string): void {
    if (property === "disabled") this.#internals.ariaDisabled = String(this.disabled);
  }

  /** Enter and space press it, as they do a native button. */
  #press(event: KeyboardEvent): void {
    if (event.target !== this || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    if (!this.disabled && !event.repeat) this.click();
  }
}

/** The app did not start this animation, so it does not hear of it. */
function hideSpinner(event: AnimationEvent): void {
  if (event.animationName === "wx-loading") event.stopImmediatePropagation();
}
