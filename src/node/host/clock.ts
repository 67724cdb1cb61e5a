import type { ClockPort } from "../../core/ports/index.ts";

/** The machine's clock, until it is closed. */
export interface LocalClock extends ClockPort {
  /** Forgets everything that is scheduled, and what will be. */
  close(): void;
}

/** Real time. Waiting does not keep the process alive: the work that is waited for does. */
export function createClock(): LocalClock {
  const timers = new Set<NodeJS.Timeout>();
  let isClosed = false;
  return {
    nowMs: () => Date.now(),
    schedule(delayMs, callback) {
      if (isClosed) return () => {};
      const timer = setTimeout(() => {
        timers.delete(timer);
        callback();
      }, delayMs).unref();
      timers.add(timer);
      return () => {
        timers.delete(timer);
        clearTimeout(timer);
      };
    },
    close() {
      isClosed = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
