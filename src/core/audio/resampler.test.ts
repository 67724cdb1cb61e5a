import { describe, expect, it } from "vitest";
import { Resampler } from "./resampler.ts";

const SECOND = 1;

function sine(frequencyHz: number, rate: number, seconds = SECOND): Float32Array {
  return Float32Array.from({ length: rate * seconds }, (_, index) =>
    Math.sin((2 * Math.PI * frequencyHz * index) / rate),
  );
}

/** Pushes in pieces of changing length. */
function resample(samples: Float32Array, from: number, to: number): Float32Array {
  const resampler = new Resampler(from, to);
  const pieces: Float32Array[] = [];
  for (let start = 0, length = 1; start < samples.length; start += length, length = (length * 3) % 1009) {
    pieces.push(resampler.push(samples.subarray(start, start + length)));
  }
  pieces.push(resampler.finish());
  return Float32Array.from(pieces.flatMap((piece) => [...piece]));
}

/** The greatest difference, apart from the ends, where the sound begins out of silence. */
function worst(actual: Float32Array, expected: Float32Array): number {
  const edge = Math.ceil(actual.length / 20);
  return actual.subarray(edge, -edge).reduce((most, value, index) => {
    return Math.max(most, Math.abs(value - (expected[index + edge] ?? 0)));
  }, 0);
}

describe.each([
  [48_000, 8000],
  [48_000, 44_100],
  [44_100, 48_000],
  [44_100, 11_025],
  [16_000, 48_000],
  [8000, 44_100],
])("from %i to %i Hz", (from, to) => {
  it("keeps a tone as it is, wherever the pieces are cut", () => {
    const output = resample(sine(440, from), from, to);
    expect(output.length).toBe(to);
    expect(worst(output, sine(440, to))).toBeLessThan(0.001);
  });

  it("keeps a steady level", () => {
    const output = resample(new Float32Array(from).fill(0.5), from, to);
    expect(worst(output, new Float32Array(to).fill(0.5))).toBeLessThan(1e-6);
  });
});

it("filters out what the new rate can't carry", () => {
  const output = resample(sine(7000, 48_000), 48_000, 8000);
  expect(worst(output, new Float32Array(output.length))).toBeLessThan(0.001);
});

it("hands over what has the right rate already", () => {
  const samples = sine(440, 8000);
  expect(resample(samples, 8000, 8000)).toEqual(samples);
});
