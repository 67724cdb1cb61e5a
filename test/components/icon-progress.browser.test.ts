import { describe, expect, it } from "vitest";
import { BUILT_INS } from "../../src/core/protocol/index.ts";
import { nextFrame } from "../support/next-frame.ts";
import { createStage, inner, look, once, record, rendered } from "./stage.ts";

describe("icon", () => {
  it.each(BUILT_INS["icon"]?.properties["type"]?.values ?? [])("draws %s in its colour", async (type) => {
    using stage = createStage();
    const icon = await stage.add("icon", { type });
    const shape = inner(icon, "wx-icon-shape");
    expect(look(shape).maskImage).toMatch(/^url\("data:image\/svg\+xml,/);
    expect(look(shape).backgroundColor).toMatch(/^rgb\(/);
    const drawing = new Image();
    drawing.src = look(shape).maskImage.slice('url("'.length, -'")'.length).replaceAll('\\"', '"');
    await drawing.decode();
    expect(drawing.naturalWidth).toBeGreaterThan(0);
  });

  it.each([
    [undefined, 23],
    [40, 40],
    ["40", 40],
    ["2em", 0],
    ["375rpx", window.innerWidth / 2],
  ])("of size %s is %f pixels wide and high", async (size, width) => {
    using stage = createStage();
    const icon = await stage.add("icon", { type: "info", size });
    expect(icon.getBoundingClientRect()).toMatchObject({ width, height: width });
  });

  it("has the colours of the platform, those of WeUI in the new look, or its own", async () => {
    using old = createStage();
    expect(look(inner(await old.add("icon", { type: "success" }), "wx-icon-shape")).backgroundColor).toBe(
      "rgb(9, 187, 7)",
    );
    expect(look(inner(await old.add("icon", { type: "clear" }), "wx-icon-shape")).backgroundColor).toBe(
      "rgb(178, 178, 178)",
    );
    using current = createStage({ isStyleV2: true });
    const icon = await current.add("icon", { type: "success" });
    expect(look(inner(icon, "wx-icon-shape")).backgroundColor).toBe("rgb(7, 193, 96)");
    icon["color"] = "red";
    await rendered();
    expect(look(inner(icon, "wx-icon-shape")).backgroundColor).toBe("rgb(255, 0, 0)");
  });

  it("shows nothing for a type that does not exist", async () => {
    using stage = createStage();
    expect(look(inner(await stage.add("icon", { type: "heart" }), "wx-icon-shape")).backgroundColor).toBe(
      "rgba(0, 0, 0, 0)",
    );
  });
});

describe("progress", () => {
  it("fills the bar as far as percent says, within 0 and 100", async () => {
    using stage = createStage();
    const progress = await stage.add("progress", { percent: 20 });
    const value = inner(progress, "wx-progress-value");
    const width = (): number => value.getBoundingClientRect().width;
    expect(width()).toBe(75);
    progress["percent"] = 150;
    await rendered();
    expect(width()).toBe(375);
    progress["percent"] = -1;
    await rendered();
    expect(width()).toBe(0);
  });

  it("has the look of the platform, or its own", async () => {
    using stage = createStage();
    const progress = await stage.add("progress", { percent: 50 });
    const [bar, value] = [inner(progress, "wx-progress-bar"), inner(progress, "wx-progress-value")];
    expect(look(bar)).toMatchObject({ height: "6px", backgroundColor: "rgb(235, 235, 235)", borderRadius: "0px" });
    expect(look(value).backgroundColor).toBe("rgb(9, 187, 7)");
    Object.assign(progress, { strokeWidth: "10", borderRadius: "3px", color: "red", backgroundColor: "blue" });
    await rendered();
    expect(look(bar)).toMatchObject({ height: "10px", backgroundColor: "rgb(0, 0, 255)", borderRadius: "3px" });
    expect(look(value).backgroundColor).toBe("rgb(255, 0, 0)");
    progress["activeColor"] = "lime";
    await rendered();
    expect(look(value).backgroundColor).toBe("rgb(0, 255, 0)");
  });

  it("has a track that is seen on a dark page", async () => {
    using stage = createStage({ theme: "dark" });
    const progress = await stage.add("progress");
    expect(look(inner(progress, "wx-progress-bar")).backgroundColor).toBe("rgba(255, 255, 255, 0.1)");
  });

  it("tells the percentage beside the bar with show-info", async () => {
    using stage = createStage();
    const progress = await stage.add("progress", { percent: 33.5 });
    const info = inner(progress, "wx-progress-info");
    expect(look(info).display).toBe("none");
    Object.assign(progress, { showInfo: true, fontSize: 20 });
    await rendered();
    expect(info.textContent).toBe("33.5%");
    expect(look(info)).toMatchObject({ display: "block", fontSize: "20px" });
  });

  it("moves there in duration for each percent when active, then says so", async () => {
    using stage = createStage();
    const startMs = performance.now();
    const progress = await stage.add("progress", { percent: 10, active: true, duration: 8, showInfo: true });
    expect(inner(progress, "wx-progress-info").textContent).toBe("0%");
    const { detail, bubbles } = await once(progress, "activeend");
    expect(detail).toEqual({ curPercent: 10 });
    expect(bubbles).toBe(false);
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(80);
    expect(inner(progress, "wx-progress-info").textContent).toBe("10%");
  });

  it.each([
    ["backwards", 0],
    ["forwards", 50],
  ])("goes on %s from %d percent", async (activeMode, from) => {
    using stage = createStage();
    const progress = await stage.add("progress", { percent: 50, activeMode });
    Object.assign(progress, { active: true, percent: 60, duration: 1000 });
    await rendered();
    expect(inner(progress, "wx-progress-value").style.width).toBe(`${from}%`);
  });

  it("does not start again when the same percent is set again", async () => {
    using stage = createStage();
    const progress = await stage.add("progress", { percent: 5, active: true, duration: 1 });
    await once(progress, "activeend");
    const events = record(progress, "activeend");
    progress["percent"] = 5;
    await nextFrame();
    expect(events).toEqual([]);
  });

  it("sends no activeend without active, nor when nothing moves", async () => {
    using stage = createStage();
    const progress = await stage.add("progress", { percent: 0, active: true, duration: 0 });
    const events = record(progress, "activeend");
    await nextFrame();
    progress["active"] = false;
    progress["percent"] = 10;
    await nextFrame();
    expect(events).toEqual([]);
  });

  it("stops out of the document and goes on back in it", async () => {
    using stage = createStage();
    const progress = await stage.add("progress", { percent: 4, active: true, duration: 60_000 });
    const events = record(progress, "activeend");
    await nextFrame();
    progress.remove();
    const { width } = inner(progress, "wx-progress-value").style;
    await nextFrame();
    await nextFrame();
    expect(inner(progress, "wx-progress-value").style.width).toBe(width);
    expect(width).not.toBe("4%");
    progress["duration"] = 0;
    stage.page.append(progress);
    await once(progress, "activeend");
    expect(events).toEqual([["activeend", { curPercent: 4 }]]);
  });
});
