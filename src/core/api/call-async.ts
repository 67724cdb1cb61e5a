import type { AnyAsyncApi } from "./api.ts";
import type { CallContext } from "./call-context.ts";
import { readOptions } from "./parameters.ts";
import { requireSupport, toOutcome } from "./run.ts";
import { deliver, readCallbacks, type Outcome } from "./settle.ts";

/** Runs one call: in callback style, and where there is no other, it returns `undefined`, else a promise that rejects with a plain object. */
export function callAsync(api: AnyAsyncApi, options: unknown, context: CallContext): Promise<object> | undefined {
  const callbacks = readCallbacks(options) ?? (api.hasPromise === false ? {} : undefined);
  const work = async (): Promise<unknown> => {
    const values = readOptions(api.params, options);
    requireSupport(api, context);
    return api.run(values, context);
  };
  const outcome = toOutcome(api, work());
  if (callbacks === undefined) return toPromise(outcome);
  void outcome.then((end) => deliver(callbacks, end, (error) => context.app.reportError(error)));
  return undefined;
}

function toPromise(outcome: Promise<Outcome>): Promise<object> {
  return new Promise((resolve, reject) => {
    void outcome.then((end) => (end.isSuccess ? resolve(end.value) : reject(end.value)));
  });
}
