import type { StopSignal } from "../ports/index.ts";

/** Lets a limited number of calls run at once, in call order. */
export interface TaskQueue {
  /** Resolves when there is a place, with the function that gives it back. Rejects with the signal's reason when that comes first. */
  enter(signal: StopSignal): Promise<() => void>;
}

/** Makes a queue with `limit` places. */
export function createTaskQueue(limit: number): TaskQueue {
  const waiting = new Set<() => void>();
  let taken = 0;

  function take(): () => void {
    taken += 1;
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      taken -= 1;
      const [next] = waiting;
      next?.();
    };
  }

  return {
    enter(signal) {
      return new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        if (taken < limit) return resolve(take());
        const leave = (): void => {
          waiting.delete(go);
          reject(signal.reason);
        };
        const go = (): void => {
          waiting.delete(go);
          signal.removeEventListener("abort", leave);
          resolve(take());
        };
        waiting.add(go);
        signal.addEventListener("abort", leave);
      });
    },
  };
}
