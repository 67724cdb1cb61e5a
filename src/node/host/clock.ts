import type { ClockPort } from "../../core/ports/index.ts";

/** A clock of a device, until it is closed. */
export interface LocalClock extends ClockPort {
  /** Forgets everything that is scheduled, and what will be. */
  close(): void;
}

/** Makes the clock of a device; it shows the time of another one, real time if none is given. */
export function createClock(base: ClockPort = realTime): LocalClock {
  const stops = new Set<() => void>();
  let isClosed = false;
  return {
    nowMs: () => base.nowMs(),
    schedule(delayMs, callback) {
      if (isClosed) return () => {};
      const stop = base.schedule(delayMs, () => {
        stops.delete(stop);
        callback();
      });
      stops.add(stop);
      return () => {
        if (stops.delete(stop)) stop();
      };
    },
    close() {
      isClosed = true;
      for (const stop of stops) stop();
      stops.clear();
    },
  };
}

/** Waiting does not keep the process alive: the work that is waited for does. */
const realTime: ClockPort = {
  nowMs: () => Date.now(),
  schedule(delayMs, callback) {
    const timer = setTimeout(callback, delayMs).unref();
    return () => clearTimeout(timer);
  },
};
