import type { ClockPort } from "../../core/ports/index.ts";

/** Time as the Worker has it. The functions are captured: an app may replace those on the global object. */
export function createClock(
  platform: Pick<typeof globalThis, "setTimeout" | "clearTimeout" | "Date"> = globalThis,
): ClockPort {
  const { setTimeout, clearTimeout, Date } = platform;
  return {
    nowMs: () => Date.now(),
    schedule(delayMs, callback) {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
  };
}
