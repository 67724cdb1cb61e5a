import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createComponent, createStage, type ComponentElement } from "./stage.ts";

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => vi.useRealTimers());

function press(element: Element): void {
  element.dispatchEvent(
    new PointerEvent("pointerdown", { bubbles: true, composed: true, isPrimary: true, pointerId: 1 }),
  );
}

function release(element: Element, type = "pointerup"): void {
  element.dispatchEvent(new PointerEvent(type, { bubbles: true, composed: true, isPrimary: true, pointerId: 1 }));
}

async function addView(stage: ReturnType<typeof createStage>, properties = {}): Promise<ComponentElement> {
  return stage.add("view", { hoverClass: "pressed deep", ...properties });
}

describe("hover classes", () => {
  it("come after the start time and go the stay time after the release", async () => {
    using stage = createStage();
    const view = await addView(stage);
    press(view);
    vi.advanceTimersByTime(49);
    expect(view.className).toBe("");
    vi.advanceTimersByTime(1);
    expect(view.className).toBe("pressed deep");
    vi.advanceTimersByTime(5000);
    release(view);
    vi.advanceTimersByTime(399);
    expect(view.className).toBe("pressed deep");
    vi.advanceTimersByTime(1);
    expect(view.className).toBe("");
  });

  it("show a tap that is shorter than the start time", async () => {
    using stage = createStage();
    const view = await addView(stage, { hoverStartTime: 100, hoverStayTime: 10 });
    press(view);
    release(view);
    vi.advanceTimersByTime(100);
    expect(view.className).toBe("pressed deep");
    vi.advanceTimersByTime(10);
    expect(view.className).toBe("");
  });

  it.each(["pointercancel", "scroll"])("go at once on %s", async (type) => {
    using stage = createStage();
    const view = await addView(stage);
    press(view);
    vi.advanceTimersByTime(50);
    if (type === "scroll") stage.page.dispatchEvent(new Event("scroll"));
    else release(view, type);
    expect(view.className).toBe("");
    press(view);
    if (type === "scroll") document.dispatchEvent(new Event("scroll"));
    else release(view, type);
    vi.advanceTimersByTime(1000);
    expect(view.className).toBe("");
  });

  it("reach the elements around, unless one stops them", async () => {
    using stage = createStage();
    const outer = await addView(stage);
    const child = createComponent("view", { hoverClass: "pressed" });
    outer.append(child);
    press(child);
    vi.advanceTimersByTime(50);
    expect([outer.className, child.className]).toEqual(["pressed deep", "pressed"]);
    release(child);
    vi.advanceTimersByTime(400);
    child["hoverStopPropagation"] = true;
    press(child);
    vi.advanceTimersByTime(50);
    expect([outer.className, child.className]).toEqual(["", "pressed"]);
  });

  it("leave a class alone that the app gave the element anyway", async () => {
    using stage = createStage();
    const view = await addView(stage);
    view.className = "deep";
    press(view);
    vi.advanceTimersByTime(50);
    release(view);
    vi.advanceTimersByTime(400);
    expect(view.className).toBe("deep");
  });

  it("are none by default on a view, and can be taken away again", async () => {
    using stage = createStage();
    const view = await addView(stage);
    view["hoverClass"] = undefined;
    press(view);
    vi.advanceTimersByTime(50);
    expect(view.className).toBe("");
  });

  it("are button-hover by default on a button, and none while it is disabled", async () => {
    using stage = createStage();
    const button = await stage.add("button");
    press(button);
    vi.advanceTimersByTime(20);
    expect(button.className).toBe("button-hover");
    release(button);
    vi.advanceTimersByTime(70);
    expect(button.className).toBe("");
    button["disabled"] = true;
    press(button);
    vi.advanceTimersByTime(20);
    expect(button.className).toBe("");
  });
});
