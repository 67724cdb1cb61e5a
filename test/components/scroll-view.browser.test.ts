import { describe, expect, it } from "vitest";
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
  type Stage,
} from "./stage.ts";

/** Adds a scroll-view of 200 by 100 with twenty rows of 300 by 50, the first one `row0`. */
async function addList(
  stage: Stage,
  properties: Record<string, unknown> = { scrollY: true },
): Promise<ComponentElement> {
  const list = createComponent("scroll-view", properties);
  list.style.cssText = "width: 200px; height: 100px";
  for (let index = 0; index < 20; index++) list.contentElement?.append(createRow(`row${index}`));
  stage.page.append(list);
  await rendered();
  return list;
}

function createRow(id: string): HTMLElement {
  const row = createComponent("view");
  row.id = id;
  row.style.cssText = "width: 300px; height: 50px";
  return row;
}

function scroller(list: ComponentElement): HTMLElement {
  return inner(list, "wx-scroller");
}

async function scrollTo(list: ComponentElement, ...tops: number[]): Promise<void> {
  for (const top of tops) {
    scroller(list).scrollTo({ top });
    await nextFrame();
  }
}

/** Moves one finger over the element, from point to point; the last one is where it is lifted. */
function touch(element: Element, ...ys: number[]): Event[] {
  return ys.map((clientY, index) => {
    const type = index === 0 ? "touchstart" : index === ys.length - 1 ? "touchend" : "touchmove";
    const finger = new Touch({ identifier: 1, target: element, clientX: 10, clientY });
    const touches = type === "touchend" ? [] : [finger];
    const event = new TouchEvent(type, { touches, changedTouches: [finger], bubbles: true, cancelable: true });
    element.dispatchEvent(event);
    return event;
  });
}

describe("scroll-view", () => {
  it.each([
    [{}, "hidden", "hidden"],
    [{ scrollX: true }, "auto", "hidden"],
    [{ scrollY: true }, "hidden", "auto"],
    [{ scrollX: true, scrollY: true }, "auto", "auto"],
  ])("with %o scrolls that way", async (properties, overflowX, overflowY) => {
    using stage = createStage();
    const list = await addList(stage, properties);
    expect(look(scroller(list))).toMatchObject({ overflowX, overflowY });
    expect(list.getBoundingClientRect()).toMatchObject({ width: 200, height: 100 });
  });

  it("is as wide as the page and as high as its content", async () => {
    using stage = createStage();
    const list = await stage.add("scroll-view", { scrollX: true });
    list.contentElement?.append(createRow("a"));
    expect(list.getBoundingClientRect()).toMatchObject({ width: 375, height: 50 });
  });

  it("scrolls within a max-height and within a flexible height", async () => {
    using stage = createStage();
    const column = await stage.add("view", {}, "display: flex; flex-direction: column; height: 120px");
    const list = await addList(stage);
    list.style.cssText = "max-height: 80px";
    expect(scroller(list).getBoundingClientRect().height).toBe(80);
    list.style.cssText = "flex: 1";
    column.append(list);
    expect(scroller(list).getBoundingClientRect().height).toBe(120);
  });

  it("lays out its children as a flex container only with enable-flex", async () => {
    using stage = createStage();
    const list = await addList(stage, { scrollX: true });
    list.style.cssText += "; display: flex; align-items: center";
    const [first, second] = list.contentElement?.children ?? [];
    expect(second?.getBoundingClientRect().top).toBe((first?.getBoundingClientRect().top ?? 0) + 50);
    list["enableFlex"] = true;
    await rendered();
    expect(look(scroller(list))).toMatchObject({ display: "flex", alignItems: "center" });
    expect(second?.getBoundingClientRect().top).toBe(first?.getBoundingClientRect().top);
  });

  it("hides its bars with show-scrollbar false and stays put when content grows above", async () => {
    using stage = createStage();
    const list = await addList(stage, { scrollY: true, showScrollbar: false, bounces: false });
    expect(look(scroller(list))).toMatchObject({
      scrollbarWidth: "none",
      overflowAnchor: "none",
      overscrollBehavior: "none",
    });
    list["scrollAnchoring"] = true;
    await rendered();
    expect(look(scroller(list)).overflowAnchor).toBe("auto");
  });

  it("tells where it is when it scrolls, and the way it went, before minus after", async () => {
    using stage = createStage();
    const list = await addList(stage, { scrollX: true, scrollY: true });
    const events = record(list, "scroll");
    await scrollTo(list, 100, 70);
    const where = { scrollLeft: 0, scrollHeight: 1000, scrollWidth: 300, deltaX: expect.closeTo(0) };
    expect(events).toEqual([
      ["scroll", { ...where, scrollTop: 100, deltaY: -100 }],
      ["scroll", { ...where, scrollTop: 70, deltaY: 30 }],
    ]);
  });

  it("hides the scrolling of scroll-views in it", async () => {
    using stage = createStage();
    const outer = await addList(stage);
    const nested = await addList(stage);
    outer.contentElement?.append(nested);
    const events = record(nested, "scroll");
    const heard: EventTarget[] = [];
    outer.addEventListener("scroll", ({ target }) => heard.push(target as EventTarget), { capture: false });
    await scrollTo(nested, 10);
    expect(events).toHaveLength(1);
    expect(heard).toEqual([]);
  });

  it("tells once when it comes near an end", async () => {
    using stage = createStage();
    const list = await addList(stage);
    const events = record(list, "scrolltoupper", "scrolltolower");
    await scrollTo(list, 500, 860, 900, 500, 40, 0);
    expect(events).toEqual([
      ["scrolltolower", { direction: "bottom" }],
      ["scrolltoupper", { direction: "top" }],
    ]);
  });

  it("measures nearness in pixels or rpx, from each side", async () => {
    using stage = createStage();
    const list = await addList(stage, { scrollX: true, scrollY: true, lowerThreshold: "10", upperThreshold: "0rpx" });
    const events = record(list, "scrolltoupper", "scrolltolower");
    await scrollTo(list, 880, 895, 1);
    scroller(list).scrollTo({ left: 95 });
    await nextFrame();
    scroller(list).scrollTo({ left: 0 });
    await nextFrame();
    expect(events).toEqual([
      ["scrolltolower", { direction: "bottom" }],
      ["scrolltolower", { direction: "right" }],
      ["scrolltoupper", { direction: "left" }],
    ]);
  });

  it("scrolls to scroll-top and scroll-left, once for each value", async () => {
    using stage = createStage();
    const list = await addList(stage, { scrollX: true, scrollY: true, scrollTop: 120, scrollLeft: "30px" });
    expect(scroller(list)).toMatchObject({ scrollTop: 120, scrollLeft: 30 });
    await scrollTo(list, 500);
    Object.assign(list, { scrollTop: 120 });
    await rendered();
    expect(scroller(list).scrollTop).toBe(500);
    Object.assign(list, { scrollTop: 121 });
    await rendered();
    expect(scroller(list).scrollTop).toBe(121);
  });

  it("scrolls only where it may", async () => {
    using stage = createStage();
    const list = await addList(stage, { scrollX: true, scrollTop: 120, scrollLeft: 30 });
    expect(scroller(list)).toMatchObject({ scrollTop: 0, scrollLeft: 30 });
  });

  it("keeps its target while its page is hidden", async () => {
    using stage = createStage();
    stage.host.hidden = true;
    const list = await addList(stage, { scrollY: true, scrollTop: 120 });
    stage.host.hidden = false;
    await once(list, "scroll");
    expect(scroller(list).scrollTop).toBe(120);
  });

  it("scrolls to a child, rather than to scroll-top, with the offset", async () => {
    using stage = createStage();
    const list = await addList(stage, { scrollY: true, scrollIntoView: "row4", scrollTop: 10 });
    expect(scroller(list).scrollTop).toBe(200);
    Object.assign(list, { scrollIntoViewOffset: -20, scrollIntoView: "row6" });
    await rendered();
    expect(scroller(list).scrollTop).toBe(280);
    Object.assign(list, { scrollIntoView: "nowhere" });
    await rendered();
    expect(scroller(list).scrollTop).toBe(280);
  });

  it("glides there with scroll-with-animation", async () => {
    using stage = createStage();
    const list = await addList(stage, { scrollY: true, scrollWithAnimation: true, scrollTop: 400 });
    expect(scroller(list).scrollTop).toBeLessThan(400);
    await once(scroller(list), "scrollend");
    expect(scroller(list).scrollTop).toBe(400);
  });

  it("comes to rest at a whole page with paging-enabled", async () => {
    using stage = createStage();
    const list = await addList(stage, { scrollY: true, enhanced: true, pagingEnabled: true });
    await scrollTo(list, 130);
    await expect.poll(() => scroller(list).scrollTop).toBe(100);
  });

  it("tells about dragging only when enhanced", async () => {
    using stage = createStage();
    const list = await addList(stage);
    const events = record(list, "dragstart", "dragging", "dragend");
    touch(scroller(list), 90, 80, 70, 60);
    expect(events).toEqual([]);
    list["enhanced"] = true;
    await rendered();
    touch(scroller(list), 90, 80, 70, 60);
    expect(events).toEqual([
      ["dragstart", { scrollTop: 0, scrollLeft: 0 }],
      ["dragging", { scrollTop: 0, scrollLeft: 0 }],
      ["dragend", { scrollTop: 0, scrollLeft: 0, velocity: { x: expect.any(Number), y: expect.any(Number) } }],
    ]);
  });

  const cannotDrag = inFirefox("nothing scrolls Firefox by touch: what WebDriver BiDi sends are events only");
  it.skipIf(cannotDrag)("reports a real drag while the browser scrolls", async () => {
    using stage = createStage();
    const list = await addList(stage, { scrollY: true, enhanced: true });
    const events = record(list, "dragstart", "dragend");
    const { x, y } = list.getBoundingClientRect();
    // The frame of the test may be drawn smaller than it is.
    const frame = window.frameElement?.getBoundingClientRect() ?? new DOMRect(0, 0, window.innerWidth);
    const scale = frame.width / window.innerWidth;
    const point = (down: number): { x: number; y: number }[] => [
      { x: frame.x + (x + 50) * scale, y: frame.y + (y + down) * scale },
    ];
    await devTools().send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: point(90) });
    for (const down of [70, 50, 30]) {
      await devTools().send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: point(down) });
    }
    await devTools().send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await expect.poll(() => scroller(list).scrollTop).toBeGreaterThan(0);
    expect(events.map(([type]) => type)).toEqual(["dragstart", "dragend"]);
  });
});

describe("refresher of scroll-view", () => {
  const EVENTS = ["refresherpulling", "refresherrefresh", "refresherrestore", "refresherabort"];
  const enabled = { scrollY: true, refresherEnabled: true };

  it("follows the finger, refreshes beyond the threshold, and goes back when the app says so", async () => {
    using stage = createStage();
    const list = await addList(stage, enabled);
    const events = record(list, ...EVENTS);
    const [, first, second] = touch(scroller(list), 10, 30, 60, 60);
    expect(events).toEqual([
      ["refresherpulling", { dy: 20 }],
      ["refresherpulling", { dy: 50 }],
      ["refresherrefresh", {}],
    ]);
    expect([first?.defaultPrevented, second?.defaultPrevented]).toEqual([true, true]);
    list["refresherTriggered"] = true;
    await rendered();
    expect(inner(list, "wx-refresher").style.getPropertyValue("--wx-pull")).toBe("45px");
    list["refresherTriggered"] = false;
    await rendered();
    expect(events.slice(3)).toEqual([["refresherrestore", {}]]);
    expect(inner(list, "wx-refresher").style.getPropertyValue("--wx-pull")).toBe("0px");
  });

  it("gives up below the threshold", async () => {
    using stage = createStage();
    const list = await addList(stage, { ...enabled, refresherThreshold: 80 });
    const events = record(list, ...EVENTS);
    touch(scroller(list), 10, 80, 80);
    expect(events.slice(1)).toEqual([["refresherabort", {}]]);
  });

  it("leaves alone what is no pull: upwards, scrolled down, or not enabled", async () => {
    using stage = createStage();
    const list = await addList(stage, enabled);
    const events = record(list, ...EVENTS);
    const [, up] = touch(scroller(list), 60, 10, 10);
    await scrollTo(list, 20);
    touch(scroller(list), 10, 80, 80);
    await scrollTo(list, 0);
    list["refresherEnabled"] = false;
    await rendered();
    touch(scroller(list), 10, 80, 80);
    expect(events).toEqual([]);
    expect(up?.defaultPrevented).toBe(false);
  });

  it("is started by the app too, once", async () => {
    using stage = createStage();
    const list = await addList(stage, enabled);
    const events = record(list, ...EVENTS);
    for (const isTriggered of [true, true, false, false]) {
      list["refresherTriggered"] = isTriggered;
      await rendered();
    }
    expect(events.map(([type]) => type)).toEqual(["refresherrefresh", "refresherrestore"]);
  });

  it("moves the content down under the indicator, in the colours of the app", async () => {
    using stage = createStage();
    const list = await addList(stage, { ...enabled, refresherBackground: "red", refresherDefaultStyle: "white" });
    const row = list.contentElement?.firstElementChild as Element;
    const { top } = row.getBoundingClientRect();
    list["refresherTriggered"] = true;
    await rendered();
    for (const animation of list.getAnimations({ subtree: true })) {
      if (animation instanceof CSSTransition) animation.finish();
    }
    expect(row.getBoundingClientRect().top).toBe(top + 45);
    const refresher = inner(list, "wx-refresher");
    expect(look(refresher)).toMatchObject({
      height: "45px",
      backgroundColor: "rgb(255, 0, 0)",
      color: "rgb(255, 255, 255)",
    });
    list["refresherDefaultStyle"] = "none";
    await rendered();
    expect(look(inner(refresher, "wx-loading")).display).toBe("none");
  });

  it("shows the app's own child with slot refresher above the content", async () => {
    using stage = createStage();
    const list = await addList(stage, { ...enabled, refresherDefaultStyle: "none" });
    const own = createRow("own");
    own.slot = "refresher";
    list.contentElement?.prepend(own);
    const { top } = list.getBoundingClientRect();
    expect(own.getBoundingClientRect().bottom).toBe(top);
    list["refresherTriggered"] = true;
    await rendered();
    for (const animation of list.getAnimations({ subtree: true })) animation.finish();
    expect(own.getBoundingClientRect().bottom).toBe(top + 45);
  });

  it("lets the app hear nothing of its own transitions", async () => {
    using stage = createStage();
    const list = await addList(stage, enabled);
    const events = record(list, "transitionend");
    const [row] = list.contentElement?.children ?? [];
    if (!(row instanceof HTMLElement)) throw new Error("The list has no row");
    await nextFrame();
    list["refresherTriggered"] = true;
    row.style.cssText += "; transition: opacity 0.3s; opacity: 0";
    const { target } = await once(list, "transitionend");
    expect(target).toBe(row);
    expect(events).toHaveLength(1);
  });
});
