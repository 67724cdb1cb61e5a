import { describe, expect, it } from "vitest";
import { keepCaret } from "./caret.ts";

describe("the caret", () => {
  it.each([
    ["stays at the end", "6222", 4, "6222 ", 5],
    ["stays before the same rest", "62|22", 2, "6 2 22", 4],
    ["stays in place when the rest changed", "abcd", 2, "ABCD", 2],
    ["does not go beyond the text", "abcd", 3, "x", 1],
    ["stays at the start", "abc", 0, "abc", 0],
  ])("%s", (_title, before, caret, after, expected) => {
    expect(keepCaret(before.replace("|", ""), caret, after)).toBe(expected);
  });
});
