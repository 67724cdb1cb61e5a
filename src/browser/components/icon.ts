import { createInner, Leaf } from "./leaf.ts";
import { cssLength } from "./length.ts";

/** `<wx-icon>`: the shapes and their colours are in its style. */
export class WxIcon extends Leaf {
  static override readonly tag: string = "icon";

  declare size: unknown;
  declare color: string;

  readonly #shape = createInner("i", "wx-icon-shape");

  protected override get reflected(): readonly string[] {
    return ["type"];
  }

  protected override update(): void {
    if (this.#shape.parentNode !== this) this.replaceChildren(this.#shape);
    const { style } = this.#shape;
    style.width = style.height = cssLength(this.size);
    style.backgroundColor = this.color;
  }
}
