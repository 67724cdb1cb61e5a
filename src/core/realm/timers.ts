/** Calls back after a time, once or again and again, until the returned function is called. */
export type Schedule = (delayMs: number, isRepeated: boolean, callback: () => void) => () => void;

/** Makes the timers of a realm that has none. What a callback throws goes to `uncaught`. */
export function createTimers(schedule: Schedule, uncaught: (error: unknown) => void): Record<string, unknown> {
  const cancels = new Map<number, () => void>();
  let lastId = 0;

  function start(callback: unknown, delayMs: unknown, isRepeated: boolean, values: unknown[]): number {
    if (typeof callback !== "function") throw new TypeError(`A timer needs a function, got ${typeof callback}`);
    const id = (lastId += 1);
    const run = (): void => {
      if (!isRepeated) cancels.delete(id);
      guard(() => Reflect.apply(callback, undefined, values));
    };
    cancels.set(id, schedule(Number(delayMs) || 0, isRepeated, run));
    return id;
  }

  function stop(id: unknown): void {
    if (typeof id !== "number") return;
    cancels.get(id)?.();
    cancels.delete(id);
  }

  function guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      uncaught(error);
    }
  }

  return {
    setTimeout: (callback: unknown, delayMs?: unknown, ...values: unknown[]) => start(callback, delayMs, false, values),
    setInterval: (callback: unknown, delayMs?: unknown, ...values: unknown[]) => start(callback, delayMs, true, values),
    clearTimeout: (id?: unknown) => stop(id),
    clearInterval: (id?: unknown) => stop(id),
    queueMicrotask(callback: unknown) {
      if (typeof callback !== "function")
        throw new TypeError(`queueMicrotask needs a function, got ${typeof callback}`);
      void Promise.resolve().then(() => guard(() => Reflect.apply(callback, undefined, [])));
    },
  };
}
