import { describe, expect, it } from "vitest";
import { dragCorner, fitTurned, moveCrop, toPicture } from "./turned-picture.ts";

const picture = { width: 400, height: 200 };
const whole = { left: 0, top: 0, ...picture };

describe("a picture that is turned", () => {
  it.each([
    [0, 0.5],
    [1, 0.25],
    [2, 0.5],
    [3, 0.25],
  ])("by %d right angles fits into its place", (quarterTurns, scale) => {
    expect(fitTurned(picture, quarterTurns, { width: 200, height: 100 }).scale).toBe(scale);
  });

  it.each([
    [0, { x: 0, y: 0 }],
    [1, { x: 0, y: 200 }],
    [2, { x: 400, y: 200 }],
    [3, { x: 400, y: 0 }],
  ])("by %d right angles shows in its upper left corner the pixel that belongs there", (quarterTurns, pixel) => {
    const turned = fitTurned(picture, quarterTurns, { width: 100, height: 100 });
    const isOnSide = quarterTurns % 2 === 1;
    const corner = isOnSide ? { x: -25, y: -50 } : { x: -50, y: -25 };
    expect(toPicture(turned, corner)).toEqual(pixel);
    expect(toPicture(turned, { x: 0, y: 0 })).toEqual({ x: 200, y: 100 });
  });
});

describe("a crop", () => {
  it.each([
    [
      { isLeft: true, isTop: true },
      { left: 30, top: 41, width: 370, height: 159 },
    ],
    [
      { isLeft: false, isTop: true },
      { left: 0, top: 41, width: 30, height: 159 },
    ],
    [
      { isLeft: true, isTop: false },
      { left: 30, top: 0, width: 370, height: 41 },
    ],
    [
      { isLeft: false, isTop: false },
      { left: 0, top: 0, width: 30, height: 41 },
    ],
  ])("follows its corner %o to whole pixels", (corner, expected) => {
    expect(dragCorner(whole, corner, { x: 30.4, y: 40.6 }, picture)).toEqual(expected);
  });

  it("ends where the picture does, and is never too small to take hold of", () => {
    const upperLeft = { isLeft: true, isTop: true };
    expect(dragCorner(whole, upperLeft, { x: -50, y: -1 }, picture)).toEqual(whole);
    expect(dragCorner(whole, upperLeft, { x: 900, y: 900 }, picture)).toEqual({
      left: 384,
      top: 184,
      width: 16,
      height: 16,
    });
    const lowerRight = { isLeft: false, isTop: false };
    expect(dragCorner(whole, lowerRight, { x: 900, y: -900 }, picture)).toEqual({
      left: 0,
      top: 0,
      width: 400,
      height: 16,
    });
  });

  it("of a picture of few pixels stays whole", () => {
    const tiny = { width: 3, height: 2 };
    expect(dragCorner({ left: 0, top: 0, ...tiny }, { isLeft: true, isTop: true }, { x: 2, y: 1 }, tiny)).toEqual({
      left: 0,
      top: 0,
      ...tiny,
    });
  });

  it("is moved inside the picture", () => {
    const crop = { left: 100, top: 50, width: 100, height: 100 };
    expect(moveCrop(crop, { x: 10.2, y: -20 }, picture)).toEqual({ ...crop, left: 110, top: 30 });
    expect(moveCrop(crop, { x: 1000, y: -1000 }, picture)).toEqual({ ...crop, left: 300, top: 0 });
  });
});
