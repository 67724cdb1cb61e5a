import type { IncomingHttpHeaders } from "node:http";
import type { GatewayRequest } from "../../core/protocol/index.ts";

/** Headers with which whoever stored a response asks whether it is still good. */
const CONDITIONS = ["if-none-match", "if-modified-since"] as const;

/**
 * Gives the headers that a server gets: those of the app, but only encodings that the browser can undo, and for what the browser may store
 * also its own conditions.
 */
export function targetHeaders(
  { headers, isCached }: GatewayRequest,
  incoming: IncomingHttpHeaders,
): Record<string, string> {
  const entries = Object.entries(headers);
  const wanted = entries.find(([name]) => name.toLowerCase() === "accept-encoding")?.[1];
  const target = Object.fromEntries(entries.filter(([name]) => name.toLowerCase() !== "accept-encoding"));
  target["Accept-Encoding"] = encodings(wanted, incoming["accept-encoding"] ?? "");
  if (isCached) {
    for (const name of CONDITIONS) {
      if (incoming[name] !== undefined) target[name] = incoming[name];
    }
  }
  return target;
}

/** Tells whether the browser asks if what it stored is still good. */
export function isRevalidation({ isCached }: GatewayRequest, incoming: IncomingHttpHeaders): boolean {
  return isCached && CONDITIONS.some((name) => incoming[name] !== undefined);
}

/** What the app wants, as far as the browser can undo it. */
function encodings(wanted: string | undefined, possible: string): string {
  const nameOf = (coding: string): string => coding.replace(/;.*/, "").trim().toLowerCase();
  const names = [...possible.split(",").map(nameOf), "identity"];
  const list = (wanted ?? possible)
    .split(",")
    .filter((coding) => coding.trim() !== "" && names.includes(nameOf(coding)));
  return list.length === 0 ? "identity" : list.map((coding) => coding.trim()).join(", ");
}
