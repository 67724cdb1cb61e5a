import { describe, expect, it } from "vitest";
import { movePart, toPixels, widestPart, type Framing } from "./framing.ts";

/** A square frame of 100 units over a picture of 400 × 200. */
const square: Framing = { picture: { width: 400, height: 200 }, ratio: 1 };
const at = (x: number, y: number): { x: number; y: number } => ({ x, y });

describe("the part of a picture under a frame", () => {
  it("is at first the largest, in the middle", () => {
    expect(widestPart(square)).toEqual({ left: 100, top: 0, width: 200 });
    expect(widestPart({ ...square, ratio: 16 / 9 })).toEqual({
      left: expect.closeTo(22.2, 1),
      top: 0,
      width: expect.closeTo(355.6, 1),
    });
    expect(widestPart({ picture: { width: 200, height: 400 }, ratio: 2 })).toEqual({ left: 0, top: 150, width: 200 });
  });

  it("goes to the right when the picture is drawn to the left", () => {
    const moved = movePart(widestPart(square), square, { from: at(50, 50), to: at(30, 50), factor: 1 }, 100);
    expect(moved).toEqual({ left: 140, top: 0, width: 200 });
  });

  it.each([
    [at(500, 0), { left: 0, top: 0, width: 200 }],
    [at(-500, 0), { left: 200, top: 0, width: 200 }],
    [at(0, 70), { left: 100, top: 0, width: 200 }],
  ])("never leaves the picture, however far it is drawn: %o", (to, expected) => {
    expect(movePart(widestPart(square), square, { from: at(0, 0), to, factor: 1 }, 100)).toEqual(expected);
  });

  it("keeps the place between two fingers that go apart", () => {
    const moved = movePart(widestPart(square), square, { from: at(25, 75), to: at(25, 75), factor: 2 }, 100);
    // 25 of 100 units were pixel 150, and still are.
    expect(moved).toEqual({ left: 125, top: 75, width: 100 });
  });

  it("moves and grows at once", () => {
    const moved = movePart(
      { left: 100, top: 50, width: 100 },
      square,
      { from: at(0, 0), to: at(50, 50), factor: 2 },
      100,
    );
    expect(moved).toEqual({ left: 75, top: 25, width: 50 });
  });

  it.each([
    [0.01, 200],
    [1000, 20],
  ])("has its limits when it is made %d times as large", (factor, width) => {
    const moved = movePart(widestPart(square), square, { from: at(50, 50), to: at(50, 50), factor }, 100);
    expect(moved.width).toBe(width);
  });
});

describe("the pixels of a part", () => {
  it.each([
    [
      { left: 10.4, top: 5.6, width: 99.7 },
      { left: 10, top: 6, width: 100, height: 100 },
    ],
    [
      { left: 300.4, top: 100.4, width: 99.6 },
      { left: 300, top: 100, width: 100, height: 100 },
    ],
    [
      { left: 399.9, top: 199.9, width: 0.1 },
      { left: 399, top: 199, width: 1, height: 1 },
    ],
  ])("of %o are the nearest in the picture", (part, expected) => {
    expect(toPixels(part, square)).toEqual(expected);
  });
});
