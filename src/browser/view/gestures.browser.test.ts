import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createViewStage, find, nested, type ViewStage } from "../../../test/support/view-stage.ts";
import { ListenFlag, ROOT_NODE } from "../../core/protocol/index.ts";

let stage: ViewStage;
beforeEach(() => {
  stage = createViewStage();
});
afterEach(() => stage.close());

function pointer(target: Element, type: string, x: number, y: number, more: PointerEventInit = {}): void {
  target.dispatchEvent(
    new PointerEvent(type, { bubbles: true, composed: true, clientX: x, clientY: y, pointerId: 1, button: 0, ...more }),
  );
}

describe("gestures", () => {
  it("sends a tap with place, touches and offsets to the innermost node", async () => {
    const root = await stage.open(nested(["tap"]));
    const inner = find(root, "#inner");
    pointer(inner, "pointerdown", 10, 80);
    pointer(inner, "pointerup", 12, 80);
    expect(stage.events()).toEqual([
      {
        page: 1,
        node: 3,
        type: "tap",
        detail: { x: 12, y: 36 },
        timeStamp: expect.any(Number),
        isBubbling: true,
        touches: [],
        changedTouches: [{ identifier: 0, pageX: 12, pageY: 36, clientX: 12, clientY: 36 }],
        offsets: [
          { node: 3, offsetLeft: 0, offsetTop: 20 },
          { node: 2, offsetLeft: 0, offsetTop: expect.any(Number) },
        ],
      },
    ]);
  });

  it("sends nothing that nobody listens to", async () => {
    const root = await stage.open(nested(["longpress"]));
    const inner = find(root, "#inner");
    pointer(inner, "pointerdown", 10, 80);
    pointer(inner, "pointerup", 10, 80);
    expect(stage.events()).toEqual([]);
  });

  it("sends touchstart, touchmove and touchend, and no tap after a move", async () => {
    const root = await stage.open(nested(["touchstart", "touchmove", "touchend", "tap"]));
    const inner = find(root, "#inner");
    pointer(inner, "pointerdown", 10, 80);
    pointer(inner, "pointermove", 60, 80);
    pointer(inner, "pointerup", 60, 80);
    expect(stage.events().map(({ type, touches }) => [type, touches?.length])).toEqual([
      ["touchstart", 1],
      ["touchmove", 1],
      ["touchend", 0],
    ]);
  });

  it("sends touchcancel when the browser takes the finger over for scrolling", async () => {
    const root = await stage.open(nested(["touchcancel", "tap"]));
    const inner = find(root, "#inner");
    pointer(inner, "pointerdown", 10, 80);
    pointer(inner, "pointercancel", 10, 80);
    expect(stage.events().map(({ type }) => type)).toEqual(["touchcancel"]);
  });

  it("numbers fingers and makes no tap of two", async () => {
    const root = await stage.open(nested(["touchstart", "tap"]));
    const inner = find(root, "#inner");
    pointer(inner, "pointerdown", 10, 80);
    pointer(inner, "pointerdown", 30, 80, { pointerId: 2 });
    pointer(inner, "pointerup", 10, 80);
    pointer(inner, "pointerup", 30, 80, { pointerId: 2 });
    expect(stage.events().map(({ touches }) => touches?.map(({ identifier }) => identifier))).toEqual([[0], [0, 1]]);
  });

  it("lets a long press that is listened to take the place of the tap", async () => {
    const root = await stage.open(nested(["longpress", "tap"]));
    const inner = find(root, "#inner");
    const pressed = new Promise((resolve) => inner.addEventListener("longpress", resolve, { once: true }));
    pointer(inner, "pointerdown", 10, 80);
    await pressed;
    pointer(inner, "pointerup", 10, 80);
    expect(stage.events().map(({ type }) => type)).toEqual(["longpress"]);
  });

  it("makes a tap of a button that is pressed by a key", async () => {
    const root = await stage.open((writer) => {
      writer.createElement(2, "button", false);
      writer.listen(2, "tap", 0);
      writer.splice(ROOT_NODE, 0, 0, [2]);
    });
    find(root, "wx-button").dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true, detail: 0 }));
    expect(stage.events()).toMatchObject([{ node: 2, type: "tap" }]);
  });

  it("keeps the page from scrolling under catchtouchmove", async () => {
    const root = await stage.open((writer) => {
      nested([])(writer);
      writer.listen(3, "touchmove", ListenFlag.final);
    });
    expect(getComputedStyle(find(root, "#inner")).touchAction).toBe("none");
  });
});
