import { createInner } from "./leaf.ts";
import { TextField } from "./text-field.ts";

/** Has no width and lets no line break in, but makes the line that follows a final line feed exist. */
const WORD_JOINER = "\u2060";

/**
 * `<wx-textarea>`: many lines. An invisible copy of the text, laid out in the same width, tells how high the text is and gives
 * the element that height with `auto-height`.
 */
export class WxTextarea extends TextField<HTMLTextAreaElement> {
  static override readonly tag: string = "textarea";

  readonly #copy = createInner("div", "wx-field-copy");
  readonly #start = document.createElement("span");
  readonly #text = document.createTextNode("");
  readonly #end = document.createElement("span");
  readonly #resize = new ResizeObserver(() => this.#measure());
  #lineCount = 1;

  constructor() {
    super(createInner("textarea", "wx-field-control"));
    this.#end.textContent = WORD_JOINER;
    this.#copy.append(this.#start, this.#text, this.#end);
    this.#copy.ariaHidden = "true";
    this.box.append(this.#copy);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resize.observe(this.#copy);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resize.disconnect();
  }

  protected override get isConfirmedByEnter(): boolean {
    return this.confirmType !== "return";
  }

  protected override blurDetail(): object {
    const { value, selectionEnd } = this.control;
    return { value, cursor: selectionEnd };
  }

  protected override textChanged(): void {
    super.textChanged();
    this.#text.data = this.control.value;
  }

  #measure(): void {
    const textHeight = this.#copy.getBoundingClientRect().height;
    if (textHeight === 0) return;
    // All lines are equally high: the last one begins where the others end.
    const otherLines = this.#end.getBoundingClientRect().top - this.#start.getBoundingClientRect().top;
    const lineCount = Math.round(textHeight / (textHeight - otherLines));
    if (lineCount === this.#lineCount) return;
    this.#lineCount = lineCount;
    const height = this.#copy.offsetHeight;
    this.emit("linechange", { height, heightRpx: (height * 750) / window.innerWidth, lineCount });
  }
}
