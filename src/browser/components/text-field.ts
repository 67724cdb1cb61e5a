import { convertLengths } from "../../core/protocol/index.ts";
import { keepCaret } from "./caret.ts";
import { keyboardHeight, watchKeyboard } from "./keyboard-height.ts";
import { createInner, Leaf } from "./leaf.ts";
import { whenShown } from "./when-shown.ts";

/** What browsers give as `keyCode` of a key that an input method takes. */
const COMPOSING_KEY_CODE = 229;

/**
 * What `<wx-input>` and `<wx-textarea>` share: a native control under a placeholder that app styles reach.
 *
 * `value` goes in only: typing changes what is shown, never the property, and each setting of it is shown. `input` events come for
 * text that is there to stay; while an input method composes there is none, then one for the result.
 */
export abstract class TextField<Control extends HTMLInputElement | HTMLTextAreaElement> extends Leaf {
  declare value: string;
  declare placeholder: string;
  declare placeholderStyle: string;
  declare placeholderClass: string;
  declare disabled: boolean;
  declare maxlength: number;
  declare autoFocus: boolean;
  declare confirmType: string;
  declare confirmHold: boolean;
  declare cursor: number;
  declare selectionStart: number;
  declare selectionEnd: number;
  declare holdKeyboard: boolean;

  protected readonly control: Control;
  protected readonly box: HTMLElement = createInner("div", "wx-field");
  readonly #placeholder = createInner("div", "wx-field-placeholder");
  /** The text that the app knows. */
  #reported = "";
  #textAtFocus = "";
  #isEdited = false;
  #keyCode = 0;
  #cancelFocus: (() => void) | undefined;
  #whileFocused: AbortController | undefined;

  constructor(control: Control) {
    super();
    this.control = control;
    control.spellcheck = false;
    this.box.append(this.#placeholder, control);
    this.intercept(control, "input", (event) => this.#report(event.isComposing));
    this.intercept(control, "change");
    this.intercept(control, "focus", () => this.#focused());
    this.intercept(control, "blur", () => this.#blurred());
    // A press on the padding of the component is one on the control.
    this.addEventListener("click", (event) => event.target === this && control.focus());
    const element: HTMLElement = control;
    // Browsers do not agree on whether an input event follows the end of a composition.
    element.addEventListener("compositionend", () => this.#report(false));
    element.addEventListener("keydown", (event) => this.#pressed(event));
  }

  protected override get reflected(): readonly string[] {
    return ["disabled", "auto-height"];
  }

  disconnectedCallback(): void {
    this.#cancelFocus?.();
    this.#whileFocused?.abort();
  }

  /** Returns what `blur` tells. */
  protected abstract blurDetail(): object;
  /** Tells whether the enter key confirms. */
  protected abstract get isConfirmedByEnter(): boolean;

  /** Is called when the control loses the focus with another text than it had, typed by the person. */
  protected edited?(text: string): void;

  /** Is called when another text is shown. */
  protected textChanged(): void {
    this.#placeholder.hidden = this.control.value !== "";
  }

  protected override update(changes: ReadonlySet<string>): void {
    const { control } = this;
    if (this.box.parentNode !== this) this.replaceChildren(this.box);
    // A native limit is for typing only, as the platform's is; the control takes no negative one.
    if (this.maxlength < 0) control.removeAttribute("maxlength");
    else control.maxLength = Math.floor(this.maxlength);
    control.enterKeyHint = this.confirmType === "return" ? "enter" : this.confirmType;
    control.disabled = this.disabled;
    this.#placeholder.textContent = this.placeholder;
    this.#placeholder.className = `wx-field-placeholder ${this.placeholderClass}`;
    this.#placeholder.style.cssText = convertLengths(this.placeholderStyle);
    if (changes.has("value")) this.#setText(this.value);
    this.#updateFocus(changes);
  }

  #setText(text: string): void {
    const { control } = this;
    this.#reported = text;
    if (control.value !== text) {
      const caret = keepCaret(control.value, control.selectionEnd ?? 0, text);
      control.value = text;
      this.#reported = control.value;
      if (control.matches(":focus")) control.setSelectionRange(caret, caret);
    }
    this.textChanged();
  }

  #updateFocus(changes: ReadonlySet<string>): void {
    const isAutomatic = changes.has("auto-focus") && this.autoFocus;
    if (isAutomatic || changes.has("focus")) {
      this.#cancelFocus?.();
      this.#cancelFocus = undefined;
      if (isAutomatic || this.read("focus") === true) this.#cancelFocus = whenShown(this.control, () => this.#focus());
      else this.control.blur();
    } else if (["cursor", "selection-start", "selection-end"].some((name) => changes.has(name))) {
      this.#select();
    }
  }

  #focus(): void {
    // The page may be sliding in: to scroll to the control would move it sideways.
    this.control.focus({ preventScroll: true });
    this.#select();
  }

  /** Puts the selection or the caret where the properties say. */
  #select(): void {
    if (!this.control.matches(":focus")) return;
    if (this.selectionStart >= 0 && this.selectionEnd >= 0) {
      this.control.setSelectionRange(this.selectionStart, this.selectionEnd);
    } else if (this.cursor >= 0) {
      this.control.setSelectionRange(this.cursor, this.cursor);
    }
  }

  #report(isComposing: boolean): void {
    this.textChanged();
    const { value, selectionEnd } = this.control;
    if (isComposing || value === this.#reported) return;
    this.#reported = value;
    this.#isEdited = true;
    this.emit("input", { value, cursor: selectionEnd ?? value.length, keyCode: this.#keyCode });
    this.#keyCode = 0;
  }

  #pressed(event: KeyboardEvent): void {
    this.#keyCode = event.keyCode;
    const isEnter = event.key === "Enter" && !event.isComposing && event.keyCode !== COMPOSING_KEY_CODE;
    if (!isEnter || !this.isConfirmedByEnter) return;
    event.preventDefault();
    this.emit("confirm", { value: this.control.value });
    if (!this.confirmHold) this.control.blur();
  }

  #focused(): void {
    this.#textAtFocus = this.control.value;
    this.#isEdited = false;
    this.#whileFocused = new AbortController();
    const { signal } = this.#whileFocused;
    const hold = (event: MouseEvent): void => this.#hold(event);
    document.addEventListener("mousedown", hold, { capture: true, signal });
    watchKeyboard((height) => this.emit("keyboardheightchange", { height, duration: 0 }), signal);
    this.emit("focus", { value: this.control.value, height: keyboardHeight() });
  }

  #blurred(): void {
    this.#whileFocused?.abort();
    const { value } = this.control;
    if (this.#isEdited && value !== this.#textAtFocus) this.edited?.(value);
    this.emit("blur", this.blurDetail());
  }

  /** With `hold-keyboard`, a press elsewhere takes the focus only if it goes to another control. */
  #hold(event: MouseEvent): void {
    const [target] = event.composedPath();
    const isControl = target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
    if (this.holdKeyboard && !isControl) event.preventDefault();
  }
}
