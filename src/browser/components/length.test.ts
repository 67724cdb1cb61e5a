import { describe, expect, it } from "vitest";
import { cssLength, pixels } from "./length.ts";

describe("a length of the platform", () => {
  it.each([
    [40, "40px"],
    ["40", "40px"],
    [" 4.5 ", "4.5px"],
    ["2em", "2em"],
    ["75rpx", "10vw"],
    ["", ""],
  ])("%j is %j in CSS", (value, css) => {
    expect(cssLength(value)).toBe(css);
  });

  it.each([
    [50, 50],
    ["50", 50],
    ["-50px", -50],
    ["100rpx", 50],
    ["many", 0],
    [undefined, 0],
  ])("%j is %d pixels in a window of 375", (value, px) => {
    expect(pixels(value, 375)).toBe(px);
  });
});
