import { describe, expect, it } from "vitest";
import { decodeRecords, encodeRecords } from "./records.ts";

const VALUES = [{ type: "set", key: "猫" }, [1, null], "text"];

function decode(bytes: Uint8Array): { values: unknown[]; end: number } {
  const values: unknown[] = [];
  return { values, end: decodeRecords(bytes, (value) => values.push(value)) };
}

describe("records of a log", () => {
  const bytes = encodeRecords(VALUES);
  const ends = VALUES.map((_value, index) => encodeRecords(VALUES.slice(0, index + 1)).length);

  it("are read as they were written", () => {
    expect(decode(bytes)).toEqual({ values: VALUES, end: bytes.length });
  });

  it("are read up to the one that was cut off, wherever that is", () => {
    for (let length = 0; length < bytes.length; length += 1) {
      const whole = ends.filter((end) => end <= length).length;
      expect(decode(bytes.slice(0, length))).toEqual({ values: VALUES.slice(0, whole), end: ends[whole - 1] ?? 0 });
    }
  });

  it("end before zeros, and before bytes that are not what was written", () => {
    const zeros = new Uint8Array(bytes.length + 100);
    zeros.set(bytes);
    expect(decode(zeros)).toEqual({ values: VALUES, end: bytes.length });
    const damaged = bytes.slice();
    damaged[damaged.length - 2] = 0;
    expect(decode(damaged)).toEqual({ values: VALUES.slice(0, 2), end: ends[1] });
  });
});
