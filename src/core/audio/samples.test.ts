import { expect, it } from "vitest";
import { mixChannels, toBytes, toInt16 } from "./samples.ts";

const left = Float32Array.of(1, 0.5);
const right = Float32Array.of(0, -0.5);

it("mixes to as many channels as are wanted", () => {
  expect(mixChannels([left, right], 1)).toEqual([Float32Array.of(0.5, 0)]);
  expect(mixChannels([left], 1)).toEqual([left]);
  expect(mixChannels([left], 2)).toEqual([left, left]);
  expect(mixChannels([left, right, left], 2)).toEqual([left, right]);
});

it("cuts off what is too loud, and does not wrap it around", () => {
  expect([...toInt16([Float32Array.of(2, -2, 1, -1, 0)])]).toEqual([32_767, -32_767, 32_767, -32_767, 0]);
});

it("interleaves channels as little-endian bytes", () => {
  expect([...toInt16([left, right])]).toEqual([32_767, 0, 16_384, -16_383]);
  expect([...toBytes(Int16Array.of(1, -2))]).toEqual([1, 0, 0xfe, 0xff]);
});
