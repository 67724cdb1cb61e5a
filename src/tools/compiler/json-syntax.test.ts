import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findJsonError } from "./json-syntax.ts";

describe("findJsonError", () => {
  it("finds nothing in JSON", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(findJsonError(text)).toBeUndefined();
      }),
    );
  });

  it("agrees with JSON.parse on texts that are nearly JSON", () => {
    const broken = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom("", ",", '"', "}", "1", "x", " ", "/"))
      .map(([text, at, put]) => {
        const offset = at % (text.length + 1);
        return text.slice(0, offset) + put + text.slice(offset + 1);
      });
    fc.assert(
      fc.property(broken, (text) => {
        expect(findJsonError(text) === undefined).toBe(isJson(text));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['{ "a": 1, }', 10],
    ['{ // note\n "a": 1 }', 2],
    ["{ 'a': 1 }", 2],
    ['{ "a": [1 2] }', 10],
    ['{ "a": 1', 8],
    ["", 0],
    ['{} "x"', 3],
    ['{ "a": 01 }', 7],
  ])("points at the first wrong character of %j", (text, offset) => {
    expect(findJsonError(text)).toBe(offset);
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
