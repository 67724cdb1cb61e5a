import type { StopSignal } from "../ports/index.ts";
import type { AnyTaskApi } from "./api.ts";
import type { CallContext } from "./call-context.ts";
import { capitalize } from "./capitalize.ts";
import { createListeners, type Listeners } from "./listeners.ts";
import { readOptions } from "./parameters.ts";
import { requireSupport, toOutcome } from "./run.ts";
import { deliver, readCallbacks } from "./settle.ts";
import { StopController } from "./stop-controller.ts";
import type { TaskControl } from "./task-control.ts";
import { createTaskQueue, type TaskQueue } from "./task-queue.ts";
import { WxError } from "./wx-error.ts";

/** What all calls of one API share. */
export interface TaskCalls {
  readonly api: AnyTaskApi;
  readonly context: CallContext;
  readonly queue: TaskQueue;
  /** Of each event. */
  readonly methods: readonly TaskMethods[];
}

/** Names of the methods for one event. */
interface TaskMethods {
  readonly event: string;
  readonly on: string;
  readonly off: string;
}

/** Makes ready for the calls of an API. */
export function createTaskCalls(api: AnyTaskApi, context: CallContext): TaskCalls {
  return { api, context, queue: createTaskQueue(api.concurrency), methods: Object.keys(api.events).map(methodsOf) };
}

/** Runs one call and returns its Task at once. After a failed check the Task is there too, and does nothing. */
export function callTask(calls: TaskCalls, options: unknown): object {
  const { api, context, queue, methods } = calls;
  const callbacks = readCallbacks(options) ?? {};
  const stop = new StopController();
  const reportError = (error: unknown): void => context.app.reportError(error);
  // Made when first needed: most calls listen to nothing.
  let listeners: Map<string, Listeners> | undefined;
  let isSettled = false;
  const ending: (() => void)[] = [];
  const control: TaskControl<Record<string, object>> = {
    signal: stop.signal,
    emit(event, makeValue) {
      const present = listeners?.get(event);
      if (present !== undefined && present.size > 0 && !isSettled && !stop.aborted) present.emit(makeValue());
    },
    async dispatch(timeoutMs) {
      ending.push(await queue.enter(stop.signal));
      stop.throwIfAborted();
      ending.push(context.ports.clock.schedule(timeoutMs, () => stop.abort(new WxError("timeout", 5))));
    },
  };
  const work = async (): Promise<unknown> => {
    try {
      const values = readOptions(api.params, options);
      requireSupport(api, context);
      ending.push(context.background.guard((reason) => stop.abort(reason)));
      return await api.start(values, context, control);
    } finally {
      for (const end of ending) end();
    }
  };
  void toOutcome(api, untilAborted(work(), stop.signal)).then((outcome) => {
    isSettled = true;
    deliver(callbacks, outcome, reportError);
  });
  const abort = (): void => {
    if (!isSettled) stop.abort(new WxError("abort"));
  };
  return createTask(methods, abort, ({ event, on }) => {
    listeners ??= new Map();
    const present = listeners.get(event) ?? createListeners(on, reportError);
    listeners.set(event, present);
    return present;
  });
}

/** The methods of an API's Task, in the order of its events. */
export function taskMethods(events: readonly string[]): string[] {
  return ["abort", ...events.map(methodsOf).flatMap(({ on, off }) => [on, off])];
}

function methodsOf(event: string): TaskMethods {
  return { event, on: `on${capitalize(event)}`, off: `off${capitalize(event)}` };
}

/** `listenersOf` makes the list of an event when it is first needed: most calls listen to nothing. */
function createTask(
  methods: readonly TaskMethods[],
  abort: () => void,
  listenersOf: (names: TaskMethods) => Listeners,
): object {
  const task: Record<string, (listener?: unknown) => void> = { abort };
  for (const names of methods) {
    task[names.on] = (listener) => listenersOf(names).add(listener);
    task[names.off] = (listener) => listenersOf(names).remove(listener);
  }
  return task;
}

/** Settles with the work, or with the signal's reason as soon as it aborts. */
function untilAborted<Result>(work: Promise<Result>, signal: StopSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
    work.then(resolve, reject);
  });
}
