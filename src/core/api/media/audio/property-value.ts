import { tagOf } from "../../parameters.ts";

/** The least and the most that a number may be. */
export type Range = readonly [least: number, most: number];

/** The speeds that audio plays at. */
export const RATES: Range = [0.5, 2];

/** From the beginning on, seconds. */
export const TIMES: Range = [0, Infinity];

/**
 * Takes a number that an app assigned to a property or gave to a method, cut to its range. Anything else is an error on the console, and
 * changes nothing.
 */
export function takeNumber(name: string, value: unknown, [least, most]: Range, take: (value: number) => void): void {
  if (typeof value === "number" && !Number.isNaN(value)) take(Math.max(least, Math.min(value, most)));
  else console.error(`${name} should be Number instead of ${describe(value)}`);
}

/** Takes a text as {@link takeNumber} takes a number. */
export function takeText(name: string, value: unknown, take: (value: string) => void): void {
  if (typeof value === "string") take(value);
  else console.error(`${name} should be String instead of ${describe(value)}`);
}

function describe(value: unknown): string {
  return Number.isNaN(value) ? "NaN" : tagOf(value);
}

/** A time with so many decimals. */
export function roundTo(decimals: number, seconds: number): number {
  const factor = 10 ** decimals;
  return Math.round(seconds * factor) / factor;
}
