import { createInner } from "./leaf.ts";
import { TextField } from "./text-field.ts";

interface Keyboard {
  inputMode: string;
  /** The characters that it has, if not all. */
  characters?: RegExp;
}

const TEXT_KEYBOARD: Keyboard = { inputMode: "text" };
const KEYBOARDS: Readonly<Record<string, Keyboard>> = {
  number: { inputMode: "numeric", characters: /^[0-9]*$/ },
  digit: { inputMode: "decimal", characters: /^[0-9.]*$/ },
  idcard: { inputMode: "text", characters: /^[0-9xX]*$/ },
};

/** `<wx-input>`: one line. */
export class WxInput extends TextField<HTMLInputElement> {
  static override readonly tag: string = "input";

  declare type: string;
  declare password: boolean;
  declare cursorColor: string;

  constructor() {
    super(createInner("input", "wx-field-control"));
    this.control.addEventListener("beforeinput", (event) => this.#filter(event));
  }

  protected override get isConfirmedByEnter(): boolean {
    return true;
  }

  protected override update(changes: ReadonlySet<string>): void {
    const { control } = this;
    // Always text or password: the native number type knows no caret and no limit.
    const type = this.password || this.type === "safe-password" ? "password" : "text";
    if (control.type !== type) control.type = type;
    control.inputMode = this.#keyboard.inputMode;
    control.setAttribute("autocomplete", this.type === "nickname" ? "nickname" : "off");
    control.style.caretColor = this.cursorColor;
    super.update(changes);
  }

  protected override blurDetail(): object {
    return { value: this.control.value };
  }

  protected override edited(text: string): void {
    this.emit("change", { value: text });
  }

  get #keyboard(): Keyboard {
    return (Object.hasOwn(KEYBOARDS, this.type) ? KEYBOARDS[this.type] : undefined) ?? TEXT_KEYBOARD;
  }

  /** Keeps a physical keyboard to the characters that the on-screen one has; other text can still be pasted. */
  #filter(event: InputEvent): void {
    const isTyped = event.inputType === "insertText";
    if (isTyped && this.#keyboard.characters?.test(event.data ?? "") === false) event.preventDefault();
  }
}
