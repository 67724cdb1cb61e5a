import { stripVTControlCharacters } from "node:util";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ToolError } from "../compiler/index.ts";
import { problemOf, problemText } from "./problem-text.ts";

describe("problemText", () => {
  it("says where, what, shows the excerpt and what to do", () => {
    const text = problemText({
      severity: "error",
      code: "template.syntax",
      message: "<view> has no end tag",
      file: "pages/a/a.wxml",
      line: 3,
      column: 5,
      frame: "> 3 |     <view>\n    |     ^",
      hint: "Add </view>",
    });
    expect(stripVTControlCharacters(text).split("\n")).toEqual([
      "error pages/a/a.wxml:3:5 <view> has no end tag",
      "  > 3 |     <view>",
      "      |     ^",
      "  → Add </view>",
    ]);
  });

  it("leaves out what is not known", () => {
    const text = problemText({ severity: "warning", code: "x", message: "Something is odd" });
    expect(stripVTControlCharacters(text)).toBe("warning Something is odd");
  });
});

describe("problemOf", () => {
  it("keeps the place of a tool's error, relative to the current folder, and no stack", () => {
    const error = new ToolError("project.config", "Not JSON", {
      file: join(process.cwd(), "a/b.json"),
      line: 1,
      column: 2,
    });
    expect(stripVTControlCharacters(problemText(problemOf(error)))).toBe("error a/b.json:1:2 Not JSON");
  });

  it("keeps the stack of an error that nobody threw on purpose", () => {
    expect(problemOf(new TypeError("x is not a function")).message).toContain("problem-text.test.ts");
  });
});
