import type { AnyConnectionApi } from "./api.ts";
import type { CallContext } from "./call-context.ts";
import { readOptions } from "./parameters.ts";
import { reportedFailure, requireSupport } from "./run.ts";
import { deliver, readCallbacks, type Outcome } from "./settle.ts";

/** Runs one call and returns its Task at once; the callbacks come before the Task's first event. */
export function callConnection(api: AnyConnectionApi, options: unknown, context: CallContext): object {
  const callbacks = readCallbacks(options) ?? {};
  const { task, outcome } = connect(api, options, context);
  queueMicrotask(() => deliver(callbacks, outcome, (error) => context.app.reportError(error)));
  return task;
}

function connect(api: AnyConnectionApi, options: unknown, context: CallContext): { task: object; outcome: Outcome } {
  try {
    const values = readOptions(api.params, options);
    requireSupport(api, context);
    const task = api.connect(values, context);
    return { task, outcome: { isSuccess: true, value: { errMsg: `${api.name}:ok` } } };
  } catch (error) {
    return { task: api.refuse(context), outcome: { isSuccess: false, value: reportedFailure(api, error) } };
  }
}
