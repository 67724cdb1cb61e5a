import type { ClockPort } from "../core/ports/index.ts";

/** A clock that stands still until it is advanced. */
export interface FakeClock extends ClockPort {
  /** Lets time pass and calls back what is due, in order of time. */
  advance(ms: number): void;
  /** How many callbacks are still to come. */
  readonly scheduledCount: number;
}

/** Makes a clock that shows `startMs`. */
export function createFakeClock(startMs = 0): FakeClock {
  let now = startMs;
  const timers = new Set<{ dueMs: number; callback: () => void }>();
  return {
    nowMs: () => now,
    get scheduledCount() {
      return timers.size;
    },
    schedule(delayMs, callback) {
      const timer = { dueMs: now + Math.max(delayMs, 0), callback };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance(ms) {
      const endMs = now + ms;
      for (;;) {
        const due = [...timers].filter((timer) => timer.dueMs <= endMs).toSorted((a, b) => a.dueMs - b.dueMs)[0];
        if (due === undefined) break;
        timers.delete(due);
        now = due.dueMs;
        due.callback();
      }
      now = endMs;
    },
  };
}
