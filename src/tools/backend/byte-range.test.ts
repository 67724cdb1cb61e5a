import { describe, expect, it } from "vitest";
import { parseByteRange } from "./byte-range.ts";

describe("parseByteRange", () => {
  it.each([
    ["bytes=0-3", { start: 0, end: 3 }],
    ["bytes=4-", { start: 4, end: 9 }],
    ["bytes=4-400", { start: 4, end: 9 }],
    ["bytes=-3", { start: 7, end: 9 }],
    ["bytes=-30", { start: 0, end: 9 }],
    ["bytes=9-9", { start: 9, end: 9 }],
  ])("reads %s of ten bytes", (header, range) => {
    expect(parseByteRange(header, 10)).toEqual(range);
  });

  it.each([undefined, "", "bytes=-", "bytes=3-2", "bytes=0-1,3-4", "items=0-1", "bytes=a-b"])(
    "asks for the whole content when the header is %s",
    (header) => {
      expect(parseByteRange(header, 10)).toBeUndefined();
    },
  );

  it.each([
    ["bytes=10-", 10],
    ["bytes=11-12", 10],
    ["bytes=-0", 10],
    ["bytes=0-", 0],
  ])("finds nothing at %s of %i bytes", (header, sizeBytes) => {
    expect(parseByteRange(header, sizeBytes)).toBe("unsatisfiable");
  });
});
