import { describe, expect, it } from "vitest";
import { isInside, largestRectangle } from "./pixel-rectangle.ts";

describe("the largest rectangle of a ratio", () => {
  it.each([
    [{ width: 160, height: 80 }, 1, { left: 40, top: 0, width: 80, height: 80 }],
    [{ width: 160, height: 80 }, 16 / 9, { left: 9, top: 0, width: 142, height: 80 }],
    [{ width: 80, height: 160 }, 3 / 4, { left: 0, top: 26, width: 80, height: 107 }],
    [{ width: 1, height: 1 }, 9 / 16, { left: 0, top: 0, width: 1, height: 1 }],
    [{ width: 1, height: 900 }, 16 / 9, { left: 0, top: 449, width: 1, height: 1 }],
    [{ width: 900, height: 1 }, 9 / 16, { left: 449, top: 0, width: 1, height: 1 }],
  ])("lies in the middle of %o (%d)", (picture, ratio, expected) => {
    expect(largestRectangle(picture, ratio)).toEqual(expected);
  });
});

describe("a rectangle", () => {
  const picture = { width: 10, height: 6 };

  it.each([
    { left: 0, top: 0, width: 10, height: 6 },
    { left: 9, top: 5, width: 1, height: 1 },
  ])("of %o is inside", (rectangle) => {
    expect(isInside(rectangle, picture)).toBe(true);
  });

  it.each([
    { left: -1, top: 0, width: 5, height: 5 },
    { left: 0, top: 0, width: 11, height: 6 },
    { left: 0, top: 2, width: 5, height: 5 },
    { left: 0, top: 0, width: 0, height: 5 },
    { left: 0.5, top: 0, width: 5, height: 5 },
    { left: Number.NaN, top: 0, width: 5, height: 5 },
  ])("of %o is not", (rectangle) => {
    expect(isInside(rectangle, picture)).toBe(false);
  });
});
