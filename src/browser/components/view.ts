import { WxComponent } from "./component.ts";
import { enableHover } from "./hover.ts";

/** `<wx-view>`: a block. */
export class WxView extends WxComponent {
  static override readonly tag: string = "view";

  declare hoverClass: string;
  declare hoverStopPropagation: boolean;
  declare hoverStartTime: number;
  declare hoverStayTime: number;

  #disableHover: (() => void) | undefined;

  /** Views without hover have no listener: pages are made of them. */
  protected override changed(): void {
    const hasHover = this.hoverStopPropagation || !["", "none"].includes(this.hoverClass);
    if (hasHover === (this.#disableHover !== undefined)) return;
    this.#disableHover?.();
    this.#disableHover = hasHover ? enableHover(this) : undefined;
  }
}
