import { describe, expect, it } from "vitest";
import { createProblem, offsetAt, positionAt } from "./problem.ts";

describe("createProblem", () => {
  it("shows the lines around the place with a caret under it", () => {
    const text = "one\ntwo\n\tthree four\r\nfive\nsix\nseven";
    const problem = createProblem({
      severity: "error",
      code: "script.syntax",
      message: "m",
      file: "a.js",
      text,
      offset: text.indexOf("four"),
    });
    expect(problem).toMatchObject({ line: 3, column: 8 });
    expect(problem.frame).toBe("  1 | one\n  2 | two\n> 3 | \tthree four\n    | \t      ^\n  4 | five\n  5 | six");
  });

  it("cuts long lines around the place", () => {
    const text = `${"a".repeat(5000)}!${"b".repeat(5000)}`;
    const { frame = "" } = createProblem({
      severity: "error",
      code: "script.syntax",
      message: "",
      file: "",
      text,
      offset: 5000,
    });
    const [source = "", caret = ""] = frame.split("\n");
    expect(source.length).toBeLessThan(140);
    expect(source[caret.indexOf("^")]).toBe("!");
  });

  it("has no frame without a text", () => {
    const problem = createProblem({
      severity: "error",
      code: "app.pages",
      message: "",
      file: "a",
      text: "",
      offset: 0,
    });
    expect(problem).toEqual({ severity: "error", code: "app.pages", message: "", file: "a", line: 1, column: 1 });
  });
});

describe("positions", () => {
  it("are found from offsets and back", () => {
    const text = "a\n\nbc\r\n";
    for (let offset = 0; offset <= text.length; offset++) expect(offsetAt(text, positionAt(text, offset))).toBe(offset);
    expect(positionAt(text, 4)).toEqual({ line: 3, column: 2 });
    expect(offsetAt(text, { line: 9, column: 9 })).toBe(text.length);
  });
});
