import type { Failure } from "./failures.ts";
import { isOptions } from "./parameters.ts";

/** How a call ended. */
export type Outcome = { isSuccess: true; value: object } | { isSuccess: false; value: Failure };

/** The callbacks of one call, as the app gave them. */
export interface GivenCallbacks {
  readonly success?: unknown;
  readonly fail?: unknown;
  readonly complete?: unknown;
}

const CALLBACK_NAMES = ["success", "fail", "complete"] as const;

/** The callbacks of an options object; `undefined` when it has none of the keys, whatever their values. */
export function readCallbacks(options: unknown): GivenCallbacks | undefined {
  if (!isOptions(options) || !CALLBACK_NAMES.some((name) => name in options)) return undefined;
  return { success: options["success"], fail: options["fail"], complete: options["complete"] };
}

/** Calls `success` or `fail`, then `complete`, in one turn and with the same object. What one throws goes to `reportError`. */
export function deliver(callbacks: GivenCallbacks, outcome: Outcome, reportError: (error: unknown) => void): void {
  for (const callback of [outcome.isSuccess ? callbacks.success : callbacks.fail, callbacks.complete]) {
    if (typeof callback !== "function") continue;
    try {
      callback(outcome.value);
    } catch (error) {
      reportError(error);
    }
  }
}
