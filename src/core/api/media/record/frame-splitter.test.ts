import { expect, it } from "vitest";
import { FrameSplitter } from "./frame-splitter.ts";

const bytes = (...values: number[]): ArrayBuffer => Uint8Array.from(values).buffer;
const values = (frame: ArrayBuffer): number[] => [...new Uint8Array(frame)];

it("cuts frames of the same size, and a last one of what is left", () => {
  const splitter = new FrameSplitter(3);
  expect(splitter.push(bytes(1, 2))).toEqual([]);
  expect(splitter.push(bytes(3, 4, 5, 6, 7, 8)).map(values)).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  expect(values(splitter.finish())).toEqual([7, 8]);
});

it("keeps a full frame back as long as it may be the last", () => {
  const splitter = new FrameSplitter(2);
  expect(splitter.push(bytes(1, 2))).toEqual([]);
  expect(splitter.push(bytes(3)).map(values)).toEqual([[1, 2]]);
  expect(splitter.push(bytes(4))).toEqual([]);
  expect(values(splitter.finish())).toEqual([3, 4]);
});

it("has an empty last frame when nothing came", () => {
  expect(values(new FrameSplitter(2).finish())).toEqual([]);
});
