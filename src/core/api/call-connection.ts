import type { AnyConnectionApi } from "./api.ts";
import type { CallContext } from "./call-context.ts";
import { readOptions } from "./parameters.ts";
import { requireSupport, toOutcomeSync } from "./run.ts";
import { deliver, readCallbacks } from "./settle.ts";

/** Runs one call and returns its Task at once; the callbacks come before the Task's first event. */
export function callConnection(api: AnyConnectionApi, options: unknown, context: CallContext): object {
  const callbacks = readCallbacks(options) ?? {};
  let task: object | undefined;
  const outcome = toOutcomeSync(api, () => {
    const values = readOptions(api.params, options);
    requireSupport(api, context);
    task = api.connect(values, context);
  });
  queueMicrotask(() => deliver(callbacks, outcome, (error) => context.app.reportError(error)));
  return task ?? api.refuse(context);
}
