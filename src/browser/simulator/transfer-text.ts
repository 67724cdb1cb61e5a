import type { Transfer } from "../../core/protocol/index.ts";

const UNITS = ["B", "KB", "MB", "GB", "TB"];

/** Writes a number of bytes for people: `1.5 KB`. */
export function bytesText(bytes: number): string {
  let unit = 0;
  let value = bytes;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit]}`;
}

/** Writes a time span for people: `80 ms`, `1.25 s`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  return seconds < 60 ? `${seconds.toFixed(2)} s` : `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}

/** How long something took, or takes so far. */
export function elapsedMs({ startedMs, endedMs }: { startedMs: number; endedMs?: number }, nowMs: number): number {
  return Math.max(0, (endedMs ?? nowMs) - startedMs);
}

/** The status as one word: the code, or what happens. */
export function statusText(transfer: Transfer): string {
  if (transfer.statusCode !== undefined) return String(transfer.statusCode);
  return { queued: "…", active: "…", success: "ok", fail: "fail" }[transfer.state];
}

/** Whether a transfer went wrong, be it on the way or by the server's word. */
export function isFailed(transfer: Transfer): boolean {
  return transfer.state === "fail" || (transfer.statusCode ?? 0) >= 400;
}

/** The end of a URL that tells it from others, and the rest of it. */
export function urlParts(url: string): { name: string; host: string } {
  if (!URL.canParse(url)) return { name: url, host: "" };
  const { host, pathname, search } = new URL(url);
  const last = pathname.split("/").findLast((part) => part !== "") ?? "/";
  return { name: last + search, host: host + pathname.slice(0, pathname.lastIndexOf(last)) };
}
