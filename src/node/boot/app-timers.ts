import type { Schedule } from "../../core/realm/index.ts";

/** The timers of an app; unlike those of the device they keep the process, because the app does something then. */
export interface AppTimers {
  schedule: Schedule;
  /** Stops all of them. */
  close(): void;
}

/** Makes timers on those of Node. */
export function createAppTimers(): AppTimers {
  const cancels = new Set<() => void>();
  return {
    schedule(delayMs, isRepeated, callback) {
      const cancel = (): void => {
        cancels.delete(cancel);
        clearTimeout(timer);
      };
      const once = (): void => {
        cancels.delete(cancel);
        callback();
      };
      const timer = isRepeated ? setInterval(callback, delayMs) : setTimeout(once, delayMs);
      cancels.add(cancel);
      return cancel;
    },
    close() {
      for (const cancel of cancels) cancel();
    },
  };
}
