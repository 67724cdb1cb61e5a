import { describe, expect, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { createComponent, createStage, look, once, record } from "./stage.ts";

function tap(element: Element): void {
  element.dispatchEvent(new CustomEvent("tap", { bubbles: true, composed: true }));
}

describe("button", () => {
  it.each([
    [false, {}, { color: "rgb(0, 0, 0)", backgroundColor: "rgb(248, 248, 248)", width: "375px", fontSize: "18px" }],
    [false, { type: "primary" }, { color: "rgb(255, 255, 255)", backgroundColor: "rgb(26, 173, 25)" }],
    [false, { type: "warn" }, { color: "rgb(255, 255, 255)", backgroundColor: "rgb(230, 67, 64)" }],
    [false, { size: "mini" }, { display: "inline-block", fontSize: "13px", lineHeight: "29.9px" }],
    [
      false,
      { plain: true },
      { color: "rgb(53, 53, 53)", borderColor: "rgb(53, 53, 53)", backgroundColor: "rgba(0, 0, 0, 0)" },
    ],
    [false, { plain: true, type: "primary" }, { color: "rgb(26, 173, 25)", borderWidth: "1px" }],
    [false, { disabled: true }, { color: "rgba(0, 0, 0, 0.3)", backgroundColor: "rgb(247, 247, 247)" }],
    [false, { disabled: true, type: "primary" }, { color: "rgba(255, 255, 255, 0.6)" }],
    [true, {}, { color: "rgb(6, 174, 86)", backgroundColor: "rgb(242, 242, 242)", width: "184px", fontWeight: "700" }],
    [
      true,
      { type: "primary" },
      { color: "rgb(255, 255, 255)", backgroundColor: "rgb(7, 193, 96)", padding: "8px 24px" },
    ],
    [true, { type: "warn" }, { color: "rgb(250, 81, 81)", backgroundColor: "rgb(242, 242, 242)", borderRadius: "4px" }],
    [true, { size: "mini" }, { display: "inline-block" }],
  ])("has the look of the platform (v2: %s, %o)", async (isStyleV2, properties, style) => {
    using stage = createStage({ isStyleV2 });
    const button = await stage.add("button", properties);
    button.append("上传");
    expect(look(button)).toMatchObject(style);
  });

  it("has a hairline in the old look that an app can take away", async () => {
    using stage = createStage({ appStyle: ".bare::after { border: none }" });
    const button = await stage.add("button");
    expect(look(button, "::after")).toMatchObject({ borderWidth: "1px", borderColor: "rgba(0, 0, 0, 0.2)" });
    button.className = "bare";
    expect(look(button, "::after").borderWidth).toBe("0px");
  });

  it("takes colours from the app's class, and from a type or disabled before it", async () => {
    using stage = createStage({ appStyle: ".mine { background-color: rgb(1, 2, 3) }" });
    const button = await stage.add("button");
    button.className = "mine";
    expect(look(button).backgroundColor).toBe("rgb(1, 2, 3)");
    button["type"] = "primary";
    expect(look(button).backgroundColor).toBe("rgb(26, 173, 25)");
  });

  it("matches selectors of the app by attribute", async () => {
    using stage = createStage();
    const button = await stage.add("button", { disabled: true });
    expect(button.matches("wx-button[disabled]:not([type])")).toBe(true);
    Object.assign(button, { disabled: false, type: "default" });
    expect(button.matches("wx-button[type=default]:not([disabled])")).toBe(true);
  });

  it("keeps a tap from its listeners and those around it while disabled", async () => {
    using stage = createStage();
    const button = await stage.add("button", { disabled: true });
    const label = createComponent("text");
    button.append(label);
    const events = [record(button, "tap"), record(label, "tap")];
    const outside = vi.fn();
    stage.page.addEventListener("tap", outside);
    tap(label);
    tap(button);
    expect(events).toEqual([[], []]);
    expect(outside).not.toHaveBeenCalled();
    button["disabled"] = false;
    tap(label);
    expect(outside).toHaveBeenCalledOnce();
  });

  it("is pressed by enter and space like a native button, not while disabled", async () => {
    using stage = createStage();
    const button = await stage.add("button");
    const native = document.createElement("button");
    stage.page.append(native);
    for (const element of [native, button]) {
      const clicks = vi.fn();
      element.addEventListener("click", clicks);
      HTMLElement.prototype.focus.call(element);
      await userEvent.keyboard("{Enter} ");
      expect(clicks, element.localName).toHaveBeenCalledTimes(2);
    }
    const clicks = vi.fn();
    button.addEventListener("click", clicks);
    button["disabled"] = true;
    await userEvent.keyboard("{Enter}");
    expect(clicks).not.toHaveBeenCalled();
  });

  it("turns a spinner while loading, of which the app hears nothing", async () => {
    using stage = createStage();
    const button = await stage.add("button", { loading: true });
    const events = record(button, "animationstart", "animationiteration");
    const [spinner] = button.getAnimations({ subtree: true });
    if (spinner === undefined) throw new Error("No animation runs");
    const started = once(stage.page, "animationstart");
    spinner.currentTime = 2500;
    const probe = document.createElement("p");
    stage.page.append(probe);
    probe.style.animation = "wx-loading 1ms";
    await started;
    expect(events).toEqual([]);
    button["loading"] = false;
    expect(button.getAnimations({ subtree: true })).toEqual([]);
  });
});
