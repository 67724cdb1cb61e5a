import { describe, expect, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { inFirefox } from "../support/browser-differences.ts";
import { nextFrame } from "../support/next-frame.ts";
import {
  createComponent,
  createStage,
  devTools,
  inner,
  look,
  once,
  record,
  rendered,
  type ComponentElement,
} from "./stage.ts";

type Control = HTMLInputElement | HTMLTextAreaElement;

function control(field: ComponentElement): Control {
  return inner(field, "wx-field-control") as Control;
}

async function focus(field: ComponentElement): Promise<Control> {
  const element = control(field);
  await userEvent.click(element);
  return element;
}

const hasNoInputMethod = inFirefox("nothing plays an input method in Firefox: WebDriver BiDi has no command for it");

/** Sends text as an input method does: shown while it is composed, then put in. */
async function compose(steps: string[], result: string): Promise<void> {
  for (const text of steps) {
    await devTools().send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  }
  await devTools().send("Input.insertText", { text: result });
}

/** Waits for a linechange and out of the layout that noticed it, and returns its detail. */
async function lineChange(field: ComponentElement): Promise<{ lineCount: number }> {
  const { detail } = await once(field, "linechange");
  await nextFrame();
  return detail;
}

const FIELDS = ["input", "textarea"] as const;

describe.each(FIELDS)("%s", (tag) => {
  it("tells about typed text, the caret and the key", async () => {
    using stage = createStage();
    const field = await stage.add(tag);
    const events = record(field, "input");
    await focus(field);
    await userEvent.keyboard("ab{ArrowLeft}c");
    expect(events).toEqual([
      ["input", { value: "a", cursor: 1, keyCode: 65 }],
      ["input", { value: "ab", cursor: 2, keyCode: 66 }],
      ["input", { value: "acb", cursor: 2, keyCode: 67 }],
    ]);
  });

  it("sends its own events only, with the details of the platform", async () => {
    using stage = createStage();
    const field = await stage.add(tag, { value: "x" });
    const events = record(field, "focus", "input", "change", "blur", "confirm");
    const bubbled = vi.fn();
    for (const type of ["focus", "input", "change", "blur"]) stage.page.addEventListener(type, bubbled);
    (await focus(field)).setSelectionRange(1, 1);
    await userEvent.keyboard("y");
    control(field).blur();
    expect(events).toEqual([
      ["focus", { value: "x", height: 0 }],
      ["input", { value: "xy", cursor: 2, keyCode: 89 }],
      ...(tag === "input" ? [["change", { value: "xy" }]] : []),
      ["blur", tag === "input" ? { value: "xy" } : { value: "xy", cursor: 2 }],
    ]);
    expect(bubbled).not.toHaveBeenCalled();
  });

  it("leaves the property alone when the person types", async () => {
    using stage = createStage();
    const field = await stage.add(tag, { value: "x" });
    await focus(field);
    await userEvent.keyboard("y");
    expect(field["value"]).toBe("x");
  });

  it("shows a value each time it is set, also the same one", async () => {
    using stage = createStage();
    const field = await stage.add(tag, { value: "x" });
    await focus(field);
    await userEvent.keyboard("y");
    const events = record(field, "input");
    field["value"] = "x";
    await rendered();
    expect(control(field).value).toBe("x");
    expect(events).toEqual([]);
    await userEvent.keyboard("y");
    expect(events).toHaveLength(1);
    field["value"] = undefined;
    await rendered();
    expect(control(field).value).toBe("");
  });

  it("keeps the caret before the same text when the value changes around it", async () => {
    using stage = createStage();
    const field = await stage.add(tag, { value: "6222" });
    const native = await focus(field);
    native.setSelectionRange(2, 2);
    field["value"] = "62 22";
    await rendered();
    expect(native.selectionStart).toBe(3);
    native.setSelectionRange(5, 5);
    field["value"] = "62 22 0";
    await rendered();
    expect(native.selectionStart).toBe(7);
  });

  it.each([5, 0, 1])("limits typing to a maxlength of %d as a native field does, but no value", async (maxlength) => {
    using stage = createStage();
    const native = document.createElement(tag);
    native.maxLength = maxlength;
    native.value = "a";
    stage.page.append(native);
    const field = await stage.add(tag, { maxlength, value: "a" });
    for (const element of [native, control(field)]) {
      await userEvent.click(element);
      element.setSelectionRange(1, 1);
      await userEvent.keyboard("bcdefgh");
    }
    expect(control(field).value).toBe(native.value);
    expect(native.value).toHaveLength(Math.max(maxlength, 1));
    field["value"] = "a long text that an app sets";
    await rendered();
    expect(control(field).value).toBe("a long text that an app sets");
  });

  it("takes a maxlength of -1 as no limit, and 140 by default", async () => {
    using stage = createStage();
    const field = await stage.add(tag);
    expect(control(field).maxLength).toBe(140);
    field["maxlength"] = -1;
    await rendered();
    expect(control(field).maxLength).toBe(-1);
  });

  it.skipIf(hasNoInputMethod)("waits for the end of a composition, then tells about it once", async () => {
    using stage = createStage();
    const field = await stage.add(tag, { placeholder: "名字" });
    const events = record(field, "input");
    await focus(field);
    await compose(["n", "ni", "nih", "nihao"], "你好");
    expect(events).toEqual([["input", { value: "你好", cursor: 2, keyCode: expect.any(Number) }]]);
    expect(look(inner(field, "wx-field-placeholder")).display).toBe("none");
  });

  it.skipIf(hasNoInputMethod)("tells the text that is left of a composition beyond the limit", async () => {
    using stage = createStage();
    const field = await stage.add(tag, { maxlength: 3 });
    const events = record(field, "input");
    const native = await focus(field);
    await compose(["wo", "women"], "我们都在");
    expect(native.value).toBe("我们都");
    expect(events.at(-1)).toMatchObject(["input", { value: "我们都" }]);
  });

  it("does not confirm with the enter key of an input method", async () => {
    using stage = createStage();
    const field = await stage.add(tag, { confirmType: "send" });
    const events = record(field, "confirm");
    const native = await focus(field);
    const options = { key: "Enter", keyCode: 229, bubbles: true, cancelable: true };
    native.dispatchEvent(new KeyboardEvent("keydown", options));
    native.dispatchEvent(new KeyboardEvent("keydown", { ...options, keyCode: 13, isComposing: true }));
    expect(events).toEqual([]);
  });

  it("confirms with enter and gives up the focus, unless it holds it", async () => {
    using stage = createStage();
    const field = await stage.add(tag, { confirmType: "send", value: "x" });
    const events = record(field, "confirm", "blur");
    await focus(field);
    await userEvent.keyboard("{Enter}");
    expect(events.map(([type]) => type)).toEqual(["confirm", "blur"]);
    expect(events[0]).toEqual(["confirm", { value: "x" }]);
    field["confirmHold"] = true;
    await focus(field);
    await userEvent.keyboard("{Enter}");
    expect(events.map(([type]) => type)).toEqual(["confirm", "blur", "confirm"]);
    expect(control(field).enterKeyHint).toBe("send");
  });

  it("takes and gives up the focus as the property says, each time it is set", async () => {
    using stage = createStage();
    const field = await stage.add(tag, { value: "hello", cursor: 2 });
    const events = record(field, "focus", "blur");
    Object.assign(field, { focus: true });
    await rendered();
    expect(stage.root.activeElement).toBe(control(field));
    expect(control(field).selectionStart).toBe(2);
    control(field).blur();
    Object.assign(field, { focus: true });
    await rendered();
    expect(stage.root.activeElement).toBe(control(field));
    Object.assign(field, { focus: false });
    await rendered();
    expect(stage.root.activeElement).toBeNull();
    expect(events.map(([type]) => type)).toEqual(["focus", "blur", "focus", "blur"]);
  });

  it("takes the focus by itself once its page is shown, and selects", async () => {
    using stage = createStage();
    stage.host.hidden = true;
    const field = await stage.add(tag, { autoFocus: true, value: "hello", selectionStart: 1, selectionEnd: 3 });
    expect(stage.root.activeElement).toBeNull();
    const focused = once(field, "focus");
    stage.host.hidden = false;
    await focused;
    await nextFrame();
    expect([control(field).selectionStart, control(field).selectionEnd]).toEqual([1, 3]);
  });

  it("does not take the focus when the page goes before it is shown", async () => {
    using stage = createStage();
    stage.host.hidden = true;
    const field = await stage.add(tag, { autoFocus: true });
    const events = record(field, "focus");
    field.remove();
    stage.host.hidden = false;
    await nextFrame();
    stage.page.append(field);
    await nextFrame();
    expect(events).toEqual([]);
  });

  it("moves the caret and the selection while it has the focus", async () => {
    using stage = createStage();
    const field = await stage.add(tag, { value: "hello", focus: true });
    field["cursor"] = 4;
    await rendered();
    expect(control(field).selectionStart).toBe(4);
    Object.assign(field, { selectionStart: 0, selectionEnd: 5 });
    await rendered();
    expect([control(field).selectionStart, control(field).selectionEnd]).toEqual([0, 5]);
  });

  it("shows a placeholder that styles of the app reach, until there is text", async () => {
    using stage = createStage({ appStyle: `.${tag}-placeholder { color: rgb(1, 2, 3) } .own { color: rgb(4, 5, 6) }` });
    const field = await stage.add(tag, { placeholder: "Title", placeholderStyle: "font-size: 375rpx" });
    const placeholder = inner(field, "wx-field-placeholder");
    expect(placeholder.textContent).toBe("Title");
    expect(look(placeholder)).toMatchObject({ color: "rgb(1, 2, 3)", fontSize: `${window.innerWidth / 2}px` });
    field["placeholderClass"] = "own";
    await rendered();
    expect(look(placeholder).color).toBe("rgb(4, 5, 6)");
    await focus(field);
    await userEvent.keyboard("x");
    expect(look(placeholder).display).toBe("none");
    await userEvent.keyboard("{Backspace}");
    expect(look(placeholder).display).not.toBe("none");
  });

  it("takes no text while disabled, but presses", async () => {
    using stage = createStage();
    const field = await stage.add(tag, { disabled: true, value: "x" });
    const presses = record(field, "pointerdown");
    const { x, y } = field.getBoundingClientRect();
    expect(stage.root.elementFromPoint(x + 5, y + 5)).not.toBe(control(field));
    await userEvent.click(field);
    expect(presses).toHaveLength(1);
    expect(field.matches("[disabled]")).toBe(true);
    expect(stage.root.activeElement).toBeNull();
  });

  it("holds the keyboard when the person presses elsewhere, but not for another field", async () => {
    using stage = createStage();
    const field = await stage.add(tag, { holdKeyboard: true });
    const other = await stage.add("input");
    const text = await stage.add("text");
    text.append("elsewhere");
    await focus(field);
    await userEvent.click(text);
    expect(stage.root.activeElement).toBe(control(field));
    await focus(other);
    expect(stage.root.activeElement).toBe(control(other));
  });

  it("tells the height of the on-screen keyboard while it has the focus", async () => {
    using stage = createStage();
    const field = await stage.add(tag);
    const events = record(field, "keyboardheightchange", "focus", "blur");
    const viewport = window.top?.visualViewport;
    if (!viewport) throw new Error("The browser has no visual viewport");
    const setHeight = (height: number): void => {
      Object.defineProperty(viewport, "height", { configurable: true, value: height });
      viewport.dispatchEvent(new Event("resize"));
    };
    const { height } = viewport;
    const native = await focus(field);
    setHeight(height - 300);
    setHeight(height - 300);
    native.blur();
    setHeight(height);
    Reflect.deleteProperty(viewport, "height");
    expect(events.slice(1, -1)).toEqual([["keyboardheightchange", { height: 300, duration: 0 }]]);
    expect(events.at(-1)?.[0]).toBe("blur");
  });

  it("takes the font, colour and alignment of the page", async () => {
    using stage = createStage();
    const field = await stage.add(tag, {}, "font: italic 30px serif; color: rgb(1, 2, 3); text-align: right");
    const style = { fontSize: "30px", fontStyle: "italic", color: "rgb(1, 2, 3)", textAlign: "right" };
    expect(look(control(field))).toMatchObject({ ...style, borderWidth: "0px", padding: "0px" });
    expect(look(inner(field, "wx-field-placeholder")).textAlign).toBe("right");
  });

  it("is focused by a press on its padding", async () => {
    using stage = createStage();
    const field = await stage.add(tag, {}, "padding: 40px");
    await userEvent.click(field, { position: { x: 5, y: 5 } });
    expect(stage.root.activeElement).toBe(control(field));
  });
});

describe("input", () => {
  it("is one line of 1.4rem", async () => {
    using stage = createStage();
    const field = await stage.add("input");
    expect(look(field)).toMatchObject({ display: "block", minHeight: "22.4px", width: "375px" });
    expect(field.getBoundingClientRect().height).toBeCloseTo(22.4, 1);
  });

  it.each([
    ["text", "text", "text"],
    ["number", "text", "numeric"],
    ["digit", "text", "decimal"],
    ["idcard", "text", "text"],
    ["nickname", "text", "text"],
    ["safe-password", "password", "text"],
  ])("of type %s is a native %s with the keyboard %s", async (type, nativeType, inputMode) => {
    using stage = createStage();
    const field = await stage.add("input", { type });
    expect(control(field)).toMatchObject({ type: nativeType, inputMode });
  });

  it.each([
    ["number", "1a2.-", "12"],
    ["digit", "1a2.5-", "12.5"],
    ["idcard", "1a2x-", "12x"],
    ["text", "1a2.-", "1a2.-"],
  ])("of type %s takes from a keyboard what the platform's has", async (type, typed, shown) => {
    using stage = createStage();
    const field = await stage.add("input", { type });
    await focus(field);
    await userEvent.keyboard(typed);
    expect(control(field).value).toBe(shown);
  });

  it("hides a password, and shows it again without losing it", async () => {
    using stage = createStage();
    const field = await stage.add("input", { password: true });
    await focus(field);
    await userEvent.keyboard("secret");
    field["password"] = false;
    await rendered();
    expect(control(field)).toMatchObject({ type: "text", value: "secret" });
  });

  it("sends change only for text that the person changed", async () => {
    using stage = createStage();
    const field = await stage.add("input", { value: "x" });
    const events = record(field, "change");
    (await focus(field)).blur();
    await focus(field);
    field["value"] = "from the app";
    await rendered();
    control(field).blur();
    expect(events).toEqual([]);
    await focus(field);
    await userEvent.keyboard("y");
    field["value"] = "Y";
    await rendered();
    control(field).blur();
    expect(events).toEqual([["change", { value: "Y" }]]);
  });

  it("has a caret in the app's colour", async () => {
    using stage = createStage();
    const field = await stage.add("input");
    expect(look(control(field)).caretColor).toBe("rgb(7, 193, 96)");
    field["cursorColor"] = "red";
    await rendered();
    expect(look(control(field)).caretColor).toBe("rgb(255, 0, 0)");
  });

  it("centres its text and placeholder in a height that the app gives", async () => {
    using stage = createStage();
    const field = await stage.add("input", { placeholder: "x" }, "height: 100px");
    const { top, bottom } = inner(field, "wx-field-placeholder").getBoundingClientRect();
    const box = field.getBoundingClientRect();
    expect(Math.abs(top - box.top - (box.bottom - bottom))).toBeLessThanOrEqual(1);
    expect(control(field).getBoundingClientRect().height).toBe(100);
  });
});

describe("textarea", () => {
  it("is 300 by 150", async () => {
    using stage = createStage();
    expect(look(await stage.add("textarea"))).toMatchObject({ width: "300px", height: "150px", display: "block" });
  });

  it("puts in a line break with enter by default", async () => {
    using stage = createStage();
    const field = await stage.add("textarea");
    const events = record(field, "confirm");
    await focus(field);
    await userEvent.keyboard("a{Enter}b");
    expect(control(field).value).toBe("a\nb");
    expect(events).toEqual([]);
  });

  it("grows with its text with auto-height, whatever height the app gives", async () => {
    using stage = createStage();
    const field = await stage.add("textarea", { autoHeight: true }, "height: 500px; line-height: 20px; width: 200px");
    expect(field.getBoundingClientRect().height).toBe(20);
    field["value"] = "a\nb\n";
    const detail = await lineChange(field);
    expect(field.getBoundingClientRect().height).toBe(60);
    expect(control(field).getBoundingClientRect().height).toBe(60);
    expect(detail).toEqual({ height: 60, heightRpx: (60 * 750) / window.innerWidth, lineCount: 3 });
  });

  it("shows a long text in full and takes none with maxlength 0", async () => {
    using stage = createStage();
    const value = "<p>long text</p>".repeat(50);
    const field = await stage.add("textarea", { autoHeight: true, maxlength: 0, value });
    await focus(field);
    await userEvent.keyboard("x");
    expect(control(field).value).toBe(value);
    expect(control(field).scrollHeight).toBe(Math.round(control(field).clientHeight));
  });

  it.each(["normal", "30px", "2"])(
    "counts lines as a native field wraps them, with line height %s",
    async (lineHeight) => {
      using stage = createStage();
      const style = `width: 123px; font: 15px serif; line-height: ${lineHeight}`;
      const field = await stage.add("textarea", {}, style);
      const values = [
        "一行",
        "好".repeat(30),
        "one\n\ntwo words that wrap",
        "x".repeat(60),
        "a b ".repeat(20),
        "end\n",
      ];
      const probe = document.createElement("textarea");
      probe.style.cssText = `${style}; padding: 0; border: 0; height: 0; scrollbar-width: none; display: block`;
      stage.page.append(probe);
      const heightOf = (text: string): number => {
        probe.value = text;
        return probe.scrollHeight;
      };
      for (const value of values) {
        field["value"] = `first\n${value}`;
        const { lineCount } = await lineChange(field);
        expect(lineCount, value).toBe(Math.round(heightOf(`first\n${value}`) / heightOf("")));
        field["value"] = "";
        await lineChange(field);
      }
    },
  );

  it("counts lines while the person types, also without auto-height", async () => {
    using stage = createStage();
    const field = await stage.add("textarea");
    const change = lineChange(field);
    await focus(field);
    await userEvent.keyboard("a{Enter}b");
    expect(await change).toMatchObject({ lineCount: 2 });
    expect(look(field).height).toBe("150px");
  });
});

describe("fields out of a page", () => {
  it("show what was set before they came into one", async () => {
    using stage = createStage();
    const field = createComponent("input", { value: "x", maxlength: 3 });
    stage.page.append(field);
    await rendered();
    expect(control(field)).toMatchObject({ value: "x", maxLength: 3 });
    field.remove();
    field["value"] = "y";
    await rendered();
    stage.page.append(field);
    await rendered();
    expect(control(field).value).toBe("y");
  });
});
