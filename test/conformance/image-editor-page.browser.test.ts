import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createOverlay } from "../../src/browser/page/overlay.ts";
import { createImageEditor } from "../../src/browser/page/image-editor.ts";
import { recordCallbacks } from "../../src/testing/index.ts";
import { samplePhoto } from "../support/sample-photo.ts";
import { until } from "../support/until.ts";
import { drag, find, findEditor, pinch, touch } from "./editing-person.ts";
import { press } from "./page-dialog.ts";
import { createPageHost, type PageHost } from "./page-host.ts";

describe("the editors of a page", () => {
  let host: PageHost;
  let src: string;
  beforeEach(async () => {
    host = createPageHost();
    // 160 × 80 pixels.
    src = host.adopt(new Blob([await samplePhoto(1)]), "jpg");
  });
  afterEach(() => host.close());

  const start = async (name: "cropImage" | "editImage"): Promise<{ editor: Element; completed: Promise<object> }> => {
    const { success, fail, complete, completed } = recordCallbacks();
    const callbacks = { src, success, fail, complete };
    if (name === "cropImage") host.wx.cropImage({ ...callbacks, cropScale: "1:1" });
    else host.wx.editImage(callbacks);
    const editor = await findEditor(host);
    // It slides in, and places are those of an editor that is there.
    await Promise.all(editor.getAnimations().map(({ finished }) => finished));
    return { editor, completed };
  };
  /** What is inside the frame, in pixels of the picture. */
  const framed = (editor: Element): { left: number; top: number; width: number } => {
    const image = find(editor, "img").getBoundingClientRect();
    const frame = find(editor, ".image-editor-frame").getBoundingClientRect();
    const scale = image.width / 160;
    return {
      left: (frame.left - image.left) / scale,
      top: (frame.top - image.top) / scale,
      width: frame.width / scale,
    };
  };
  const middleOf = (element: Element): { x: number; y: number } => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  };
  const isOpen = (): boolean => host.root.querySelector("dialog") !== null;

  describe("the frame", () => {
    it("shows the middle of the picture, and stays full however far that is drawn", async () => {
      const { editor } = await start("cropImage");
      const stage = find(editor, ".image-editor-stage");
      expect(framed(editor).left).toBeCloseTo(40, 1);
      drag(stage, [
        { x: 100, y: 100 },
        { x: 5000, y: -5000 },
      ]);
      expect(framed(editor)).toEqual({
        left: expect.closeTo(0, 1),
        top: expect.closeTo(0, 1),
        width: expect.closeTo(80, 1),
      });
      drag(stage, [
        { x: 100, y: 100 },
        { x: -5000, y: 5000 },
      ]);
      expect(framed(editor).left).toBeCloseTo(80, 1);
    });

    it("is closer to the picture after two fingers went apart, and no further than all of it", async () => {
      const { editor } = await start("cropImage");
      const stage = find(editor, ".image-editor-stage");
      const { x, y } = middleOf(stage);
      const [near, far] = [
        [
          { x: x - 50, y },
          { x: x + 50, y },
        ],
        [
          { x: x - 100, y },
          { x: x + 100, y },
        ],
      ] as const;
      pinch(stage, [near[0], far[0]], [near[1], far[1]]);
      expect(framed(editor)).toEqual({
        left: expect.closeTo(60, 1),
        top: expect.closeTo(20, 1),
        width: expect.closeTo(40, 1),
      });
      pinch(stage, [far[0], { x, y }], [far[1], { x, y }]);
      expect(framed(editor).width).toBeCloseTo(80, 1);
    });

    it("is closer to the place where the wheel turns, or a finger taps twice, and as before after two more taps", async () => {
      const { editor } = await start("cropImage");
      const stage = find(editor, ".image-editor-stage");
      const { left, top } = find(editor, ".image-editor-frame").getBoundingClientRect();
      const wheel = new WheelEvent("wheel", {
        deltaY: -100,
        clientX: left,
        clientY: top,
        cancelable: true,
        bubbles: true,
      });
      stage.dispatchEvent(wheel);
      expect(wheel.defaultPrevented).toBe(true);
      expect(framed(editor)).toMatchObject({ left: expect.closeTo(40, 1), top: expect.closeTo(0, 1) });
      expect(framed(editor).width).toBeLessThan(75);
      stage.dispatchEvent(new WheelEvent("wheel", { deltaY: 1000, clientX: left, clientY: top, cancelable: true }));
      expect(framed(editor).width).toBeCloseTo(80, 1);
      const doubleTap = (): void => {
        drag(stage, [middleOf(stage)]);
        drag(stage, [middleOf(stage)]);
      };
      doubleTap();
      expect(framed(editor)).toMatchObject({ left: expect.closeTo(64, 1), width: expect.closeTo(32, 1) });
      doubleTap();
      expect(framed(editor).width).toBeCloseTo(80, 1);
    });

    it("moves on from where it is when the second finger goes", async () => {
      const { editor } = await start("cropImage");
      const stage = find(editor, ".image-editor-stage");
      const { x, y } = middleOf(stage);
      touch("pointerdown", stage, { x: x - 50, y }, 7);
      touch("pointerdown", stage, { x: x + 50, y }, 8);
      touch("pointermove", stage, { x: x + 150, y }, 8);
      const before = framed(editor);
      touch("pointerup", stage, { x: x + 150, y }, 8);
      touch("pointermove", stage, { x: x - 50, y }, 7);
      expect(framed(editor)).toEqual(before);
      touch("pointerup", stage, { x: x - 50, y }, 7);
    });
  });

  it.each(["cropImage", "editImage"] as const)("of wx.%s is closed by Escape", async (name) => {
    const { completed } = await start(name);
    find(host.root, "dialog").dispatchEvent(new Event("cancel", { cancelable: true }));
    expect(await completed).toEqual({ errMsg: `${name}:fail cancel`, errno: 1 });
    expect(isOpen()).toBe(false);
  });

  it("go with the app", async () => {
    await start("cropImage");
    await host.close();
    await until(() => expect(isOpen()).toBe(false));
    host = createPageHost();
  });

  it("take back the last line, until there is none", async () => {
    const { editor, completed } = await start("editImage");
    const drawing = find(editor, ".image-editor-drawing");
    const undo = find(editor, ".image-editor-undo");
    press(editor, "Draw");
    expect(undo).toHaveProperty("disabled", true);
    const { x, y } = middleOf(drawing);
    drag(drawing, [
      { x, y },
      { x: x + 20, y },
    ]);
    drag(drawing, [{ x, y }]);
    expect(drawing.children).toHaveLength(2);
    press(editor, "Undo");
    press(editor, "Undo");
    expect(drawing.children).toHaveLength(0);
    expect(undo).toHaveProperty("disabled", true);
    press(editor, "Done");
    // Nothing was changed, so it is a copy.
    const { tempFilePath } = (await completed) as { tempFilePath: string };
    const sizes = await Promise.all([src, tempFilePath].map(async (path) => (await host.read(path)).size));
    expect(sizes[1]).toBe(sizes[0]);
  });

  it("have one tool on at most, and no corners without theirs", async () => {
    const { editor } = await start("editImage");
    const corner = find(editor, ".image-editor-corner-0");
    const isShown = (): boolean => getComputedStyle(corner).visibility === "visible";
    const pressed = (): (string | null)[] =>
      [...editor.querySelectorAll(".image-editor-tool[aria-pressed=true]")].map(({ textContent }) => textContent);
    expect([isShown(), pressed()]).toEqual([false, []]);
    press(editor, "Crop");
    expect([isShown(), pressed()]).toEqual([true, ["Crop"]]);
    press(editor, "Draw");
    expect([isShown(), pressed()]).toEqual([false, ["Draw"]]);
    press(editor, "Draw");
    expect([isShown(), pressed()]).toEqual([false, []]);
  });

  it("move a crop by its middle, also in a picture that is turned", async () => {
    const { editor, completed } = await start("editImage");
    press(editor, "Crop");
    press(editor, "Rotate");
    const sheet = find(editor, ".image-editor-sheet").getBoundingClientRect();
    // Turned once, the picture's lower left corner is the upper left one here.
    const scale = sheet.width / 80;
    const at = (x: number, y: number): { x: number; y: number } => ({
      x: sheet.left + x * scale,
      y: sheet.top + y * scale,
    });
    drag(find(editor, ".image-editor-corner-2"), [at(0, 0), at(40, 80)]);
    drag(find(editor, ".image-editor-crop"), [at(60, 120), at(20, 40)]);
    press(editor, "Done");
    const { tempFilePath } = (await completed) as { tempFilePath: string };
    const picture = await createImageBitmap(await host.read(tempFilePath));
    expect([picture.width, picture.height]).toEqual([40, 80]);
    const context = new OffscreenCanvas(40, 80).getContext("2d");
    context?.drawImage(picture, 0, 0);
    const [red = 0, green = 0, blue = 255] = context?.getImageData(20, 40, 1, 1).data ?? [];
    // The lower left quarter is blue.
    expect(blue).toBeGreaterThan(red + green);
  });

  it("speak Chinese where the browser does", async () => {
    const overlay = createOverlay(host.container);
    const end = new AbortController();
    const edited = createImageEditor({ overlay, signal: end.signal }, "zh-CN").edit(await host.read(src));
    const editor = await findEditor({ ...host, root: overlay.root });
    const words = [...editor.querySelectorAll("button")].map(({ textContent, ariaLabel }) => textContent || ariaLabel);
    expect(words).toEqual([
      "白色",
      "黑色",
      "红色",
      "黄色",
      "绿色",
      "蓝色",
      "撤销",
      "涂鸦",
      "裁剪",
      "旋转",
      "取消",
      "完成",
    ]);
    end.abort();
    await expect(edited).rejects.toMatchObject({ code: "aborted" });
    overlay.close();
  });
});
