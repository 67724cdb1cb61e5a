import { format, getFormatFromId, isDateFormat } from "numfmt";

/** Writes a number as its cell shows it. `firstDay` is added to dates. */
export function formatCell(value: number, pattern: string | number, firstDay: number): string {
  if (!Number.isFinite(value)) return "";
  const text = typeof pattern === "number" ? getFormatFromId(pattern) : pattern;
  // A pattern of a stranger may be wrong: the number itself is better than nothing.
  const options = { throws: false, invalid: String(value), nbsp: false };
  return format(text, isDateFormat(text) ? value + firstDay : value, options);
}
