import { describe, expect, it } from "vitest";
import { decodeEntities, widenSpaces } from "./text-decoding.ts";

describe("entities", () => {
  it("are those that the platform knows", () => {
    expect(decodeEntities("&nbsp;&lt;&gt;&amp;&apos;&ensp;&emsp;")).toBe("\u00a0<>&'\u2002\u2003");
    expect(decodeEntities("&copy; &quot; &#60; &lt AT&T")).toBe("&copy; &quot; &#60; &lt AT&T");
  });

  it("are decoded once", () => {
    expect(decodeEntities("&amp;lt;")).toBe("&lt;");
  });
});

describe("spaces", () => {
  it("become as wide as asked", () => {
    expect(widenSpaces("a  b\n", "ensp")).toBe("a\u2002\u2002b\n");
    expect(widenSpaces("a b", "emsp")).toBe("a\u2003b");
    expect(widenSpaces("a b", "nbsp")).toBe("a\u00a0b");
  });

  it.each(["", "lt", "toString"])("stay as they are with %j", (space) => {
    expect(widenSpaces("a b", space)).toBe("a b");
  });
});
