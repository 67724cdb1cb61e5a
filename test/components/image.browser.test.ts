import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nextFrame } from "../support/next-frame.ts";
import { createComponent, createStage, inner, look, once, record, rendered } from "./stage.ts";

/** Pictures of 40 by 20 and 10 by 30. */
let wide = "";
let high = "";

async function draw(width: number, height: number): Promise<string> {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d")?.fillRect(0, 0, width, height);
  return URL.createObjectURL(await canvas.convertToBlob());
}

beforeAll(async () => {
  wide = await draw(40, 20);
  high = await draw(10, 30);
});
afterAll(() => {
  URL.revokeObjectURL(wide);
  URL.revokeObjectURL(high);
});

describe("image", () => {
  it("is 320 by 240 without a source", async () => {
    using stage = createStage();
    const image = await stage.add("image");
    expect(look(image)).toMatchObject({ display: "inline-block", width: "320px", height: "240px", overflow: "hidden" });
  });

  it("tells the natural size once it is loaded", async () => {
    using stage = createStage();
    const image = await stage.add("image", { src: wide }, "width: 100px; height: 100px");
    const { detail, bubbles } = await once(image, "load");
    expect(detail).toEqual({ width: 40, height: 20 });
    expect(bubbles).toBe(false);
    expect(inner(image, "wx-image-picture").getBoundingClientRect()).toMatchObject({ width: 100, height: 100 });
  });

  it("tells about a source that can't be loaded, and shows nothing", async () => {
    using stage = createStage();
    const image = await stage.add("image", { src: wide });
    await once(image, "load");
    const events = record(image, "load", "error");
    image["src"] = "data:image/png;base64,AAAA";
    await once(image, "error");
    expect(events).toEqual([["error", { errMsg: "The image could not be loaded: data:image/png;base64,AAAA" }]]);
    expect(image.childElementCount).toBe(0);
  });

  it("gives only the result of the latest source", async () => {
    using stage = createStage();
    const image = await stage.add("image", { src: wide });
    const events = record(image, "load", "error");
    image["src"] = "data:image/png;base64,AAAA";
    await rendered();
    image["src"] = wide;
    await rendered();
    image["src"] = high;
    await once(image, "load");
    await nextFrame();
    expect(events).toEqual([["load", { width: 10, height: 30 }]]);
    expect(image.childElementCount).toBe(1);
  });

  it("does not load again when the same source is set again", async () => {
    using stage = createStage();
    const image = await stage.add("image", { src: wide });
    await once(image, "load");
    const events = record(image, "load");
    image["src"] = wide;
    await rendered();
    image["src"] = high;
    await once(image, "load");
    expect(events).toEqual([["load", { width: 10, height: 30 }]]);
  });

  it("keeps the picture until the next one is there, and drops it without a source", async () => {
    using stage = createStage();
    const image = await stage.add("image", { src: wide });
    await once(image, "load");
    image["src"] = high;
    await rendered();
    expect((inner(image, "wx-image-picture") as HTMLImageElement).src).toBe(wide);
    await once(image, "load");
    expect((inner(image, "wx-image-picture") as HTMLImageElement).src).toBe(high);
    image["src"] = "";
    await rendered();
    expect(image.childElementCount).toBe(0);
  });

  it.each([
    ["scaleToFill", { objectFit: "fill" }],
    ["aspectFit", { objectFit: "contain", objectPosition: "50% 50%" }],
    ["aspectFill", { objectFit: "cover", objectPosition: "50% 50%" }],
    ["top", { objectFit: "none", objectPosition: "50% 0%" }],
    ["bottom", { objectFit: "none", objectPosition: "50% 100%" }],
    ["center", { objectFit: "none", objectPosition: "50% 50%" }],
    ["left", { objectFit: "none", objectPosition: "0% 50%" }],
    ["right", { objectFit: "none", objectPosition: "100% 50%" }],
    ["top left", { objectFit: "none", objectPosition: "0% 0%" }],
    ["top right", { objectFit: "none", objectPosition: "100% 0%" }],
    ["bottom left", { objectFit: "none", objectPosition: "0% 100%" }],
    ["bottom right", { objectFit: "none", objectPosition: "100% 100%" }],
  ])("places the picture as mode %s says", async (mode, style) => {
    using stage = createStage();
    const image = await stage.add("image", { src: wide, mode });
    await once(image, "load");
    expect(look(inner(image, "wx-image-picture"))).toMatchObject({ width: "320px", height: "240px", ...style });
  });

  it.each([
    ["widthFix", "width: 90%; height: 500px", [337.5, 168.75]],
    ["widthFix", "", [320, 160]],
    ["heightFix", "width: 300px; height: 50px", [100, 50]],
    ["heightFix", "display: block", [480, 240]],
  ])("lets %s win over the size that the app gives: %s", async (mode, style, [width, height]) => {
    using stage = createStage();
    const image = await stage.add("image", { src: wide, mode }, style);
    await once(image, "load");
    expect(image.getBoundingClientRect()).toMatchObject({ width, height });
  });

  it("keeps its place with widthFix until the picture is there", async () => {
    using stage = createStage();
    const image = await stage.add("image", { mode: "widthFix" });
    expect(look(image).height).toBe("240px");
  });

  it("loads lazily within three screens only", async () => {
    using stage = createStage();
    stage.page.style.cssText = "height: 100vh; overflow-y: auto";
    const gap = await stage.add("view", {}, `height: ${window.innerHeight * 6}px`);
    const far = await stage.add("image", { src: high, lazyLoad: true });
    const near = createComponent("image", { src: wide, lazyLoad: true });
    const events = record(far, "load");
    gap.append(near);
    await once(near, "load");
    await nextFrame();
    expect(events).toEqual([]);
    gap.style.height = `${window.innerHeight * 2}px`;
    await once(far, "load");
  });

  it("fades in when asked", async () => {
    using stage = createStage();
    const image = await stage.add("image", { src: wide, fadeIn: true });
    const events = record(stage.page, "animationstart", "animationend");
    await once(image, "load");
    const [fade] = image.getAnimations({ subtree: true });
    fade?.finish();
    await nextFrame();
    expect(fade).toBeDefined();
    expect(events).toEqual([]);
  });

  it("shows the menu of the browser only with show-menu-by-longpress", async () => {
    using stage = createStage();
    const image = await stage.add("image", { src: wide });
    await once(image, "load");
    const picture = inner(image, "wx-image-picture");
    expect(look(picture).pointerEvents).toBe("none");
    image["showMenuByLongpress"] = true;
    expect(look(picture).pointerEvents).toBe("auto");
  });
});
