import { convertLengths } from "../../core/protocol/index.ts";

/** Returns a length of the platform as CSS: a number, also as text, is in pixels, and text may have a unit, `rpx` included. */
export function cssLength(value: unknown): string {
  const text = String(value).trim();
  return text === "" || Number.isNaN(Number(text)) ? convertLengths(text) : `${text}px`;
}

/** Returns a length of the platform in CSS pixels, given as a number or as text with or without `px` or `rpx`; 0 for anything else. */
export function pixels(value: unknown, windowWidth: number): number {
  const number = typeof value === "number" ? value : Number.parseFloat(String(value));
  if (Number.isNaN(number)) return 0;
  return String(value).trim().endsWith("rpx") ? (number * windowWidth) / 750 : number;
}
