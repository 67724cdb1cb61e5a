import type { AnyTaskApi } from "./api.ts";
import type { CallContext } from "./call-context.ts";
import { capitalize } from "./capitalize.ts";
import { createListeners, type Listeners } from "./listeners.ts";
import { readOptions } from "./parameters.ts";
import { requireSupport, toOutcome } from "./run.ts";
import { deliver, readCallbacks } from "./settle.ts";
import type { TaskControl } from "./task-control.ts";
import type { TaskQueue } from "./task-queue.ts";
import { WxError } from "./wx-error.ts";

/** Runs one call and returns its Task at once. After a failed check the Task is there too, and does nothing. */
export function callTask(api: AnyTaskApi, options: unknown, context: CallContext, queue: TaskQueue): object {
  const callbacks = readCallbacks(options) ?? {};
  const controller = new AbortController();
  const { signal } = controller;
  const reportError = (error: unknown): void => context.app.reportError(error);
  const listeners = new Map<string, Listeners>(
    Object.keys(api.events).map((event) => [event, createListeners(`on${capitalize(event)}`, reportError)]),
  );
  let isSettled = false;
  const ending: (() => void)[] = [];
  const control: TaskControl<Record<string, object>> = {
    signal,
    emit(event, value) {
      if (!isSettled && !signal.aborted) listeners.get(event)?.emit(value);
    },
    async dispatch(timeoutMs) {
      ending.push(await queue.enter(signal));
      signal.throwIfAborted();
      ending.push(context.ports.clock.schedule(timeoutMs, () => controller.abort(new WxError("timeout", 5))));
    },
  };
  const work = async (): Promise<unknown> => {
    try {
      const values = readOptions(api.params, options);
      requireSupport(api, context);
      return await api.start(values, context, control);
    } finally {
      for (const end of ending) end();
    }
  };
  const settle = async (): Promise<void> => {
    const outcome = await toOutcome(api, () => untilAborted(work(), signal));
    isSettled = true;
    deliver(callbacks, outcome, reportError);
  };
  void settle();
  return createTask(listeners, () => {
    if (!isSettled) controller.abort(new WxError("abort"));
  });
}

/** The methods of an API's Task, in the order of its events. */
export function taskMethods(events: readonly string[]): string[] {
  return ["abort", ...events.flatMap((event) => [`on${capitalize(event)}`, `off${capitalize(event)}`])];
}

function createTask(listeners: ReadonlyMap<string, Listeners>, abort: () => void): object {
  const task: Record<string, (listener?: unknown) => void> = { abort };
  for (const [event, { add, remove }] of listeners) {
    task[`on${capitalize(event)}`] = add;
    task[`off${capitalize(event)}`] = remove;
  }
  return task;
}

/** Settles with the work, or with the signal's reason as soon as it aborts. */
function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}
