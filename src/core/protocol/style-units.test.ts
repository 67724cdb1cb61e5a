import { describe, expect, it } from "vitest";
import { convertLengths } from "./style-units.ts";

describe("convertLengths", () => {
  it.each([
    ["750rpx", "100vw"],
    ["1rpx", "0.13333vw"],
    ["-37.5rpx auto .75RPX", "-5vw auto 0.1vw"],
    ["calc(100vh - 20rpx)", "calc(100cqh - 2.66667vw)"],
    ["translate(-50%,-75rpx)", "translate(-50%,-10vw)"],
    ["20rpxx 20 rpx a20rpx #20rpx --20rpx", "20rpxx 20 rpx a20rpx #20rpx --20rpx"],
    [`"20rpx" 75rpx '1vh'`, `"20rpx" 10vw '1vh'`],
    [String.raw`"a\"20rpx" 75rpx`, String.raw`"a\"20rpx" 10vw`],
    ["url(a-20rpx.png) 75rpx", "url(a-20rpx.png) 10vw"],
    [`url("a) 75rpx.png") 75rpx`, `url("a) 75rpx.png") 10vw`],
    [`url( 'a) 75rpx' ) 75rpx`, `url( 'a) 75rpx' ) 10vw`],
  ])("turns %s into %s", (css, expected) => {
    expect(convertLengths(css)).toBe(expected);
  });
});
