import { describe, expect, it } from "vitest";
import {
  isPartAllowed,
  largestPart,
  movePartEnd,
  movePartStart,
  type PartChoice,
  type VideoPart,
} from "./video-part.ts";

const choice: PartChoice = { durationSeconds: 10, minSeconds: 2, maxSeconds: 6 };
const part = (startSeconds: number, endSeconds: number): VideoPart => ({ startSeconds, endSeconds });

describe("a part of a video", () => {
  it.each([
    [choice, part(0, 6)],
    [{ ...choice, maxSeconds: Infinity }, part(0, 10)],
    [{ ...choice, minSeconds: 60, maxSeconds: 90 }, part(0, 10)],
  ])("is the largest that %o allows, at first", (given, expected) => {
    expect(largestPart(given)).toEqual(expected);
  });

  it.each([
    ["stays", 1, part(1, 6)],
    ["is inside the video", -5, part(0, 6)],
    ["draws the end along when it comes near", 5, part(5, 7)],
    ["leaves the shortest part before the end of the video", 12, part(8, 10)],
  ])("has a start that %s", (_name, seconds, expected) => {
    expect(movePartStart(part(0, 6), seconds, choice)).toEqual(expected);
  });

  it("has a start that draws the end along when it goes far", () => {
    expect(movePartStart(part(4, 10), 1, choice)).toEqual(part(1, 7));
  });

  it.each([
    ["stays", 8, part(4, 8)],
    ["is inside the video", 12, part(4, 10)],
    ["draws the start along when it comes near", 3, part(1, 3)],
    ["leaves the shortest part after the start of the video", -3, part(0, 2)],
  ])("has an end that %s", (_name, seconds, expected) => {
    expect(movePartEnd(part(4, 9), seconds, choice)).toEqual(expected);
  });

  it("has an end that draws the start along when it goes far", () => {
    expect(movePartEnd(part(0, 5), 9, choice)).toEqual(part(3, 9));
  });

  it("is the whole of a video that is shorter than the shortest part", () => {
    const short = { durationSeconds: 1, minSeconds: 2, maxSeconds: 6 };
    expect(movePartStart(part(0, 1), 0.5, short)).toEqual(part(0, 1));
    expect(movePartEnd(part(0, 1), 0.5, short)).toEqual(part(0, 1));
    expect(isPartAllowed(part(0, 1), short)).toBe(true);
  });

  it.each([
    [part(0, 6), true],
    [part(4, 6), true],
    [part(4, 10.0005), true],
    [part(0, 6.01), false],
    [part(4, 5.99), false],
    [part(-0.1, 4), false],
    [part(6, 10.01), false],
    [part(Number.NaN, 4), false],
  ])("is allowed or not: %o, %s", (given, isAllowed) => {
    expect(isPartAllowed(given, choice)).toBe(isAllowed);
  });

  it("has to have a length, even where no shortest is wanted", () => {
    expect(isPartAllowed(part(1, 1), { ...choice, minSeconds: 0 })).toBe(false);
  });
});
