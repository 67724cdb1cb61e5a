import type { CallContext } from "./call-context.ts";
import { NOT_BUILT } from "./not-built.ts";
import { callAsync } from "./call-async.ts";
import { describeFailure } from "./failures.ts";
import { notSupported, WxError } from "./wx-error.ts";

type ApiFunction = (...parameters: unknown[]) => unknown;

/** Makes the functions of {@link NOT_BUILT}: each fails as its kind of API does, and none stays silent. */
export function createNotBuiltFunctions(context: CallContext): Record<string, ApiFunction> {
  const fail = (): Promise<never> => Promise.reject(notSupported());
  const functions: Record<string, ApiFunction> = {};
  for (const name of NOT_BUILT.async) {
    const api = { name, reference: "", params: {}, result: {}, run: fail };
    functions[name] = (options) => callAsync(api, options, context);
  }
  for (const name of NOT_BUILT.sync) {
    functions[name] = () => {
      const { errMsg, errno } = describeFailure({ name }, notSupported());
      throw new WxError(errMsg, errno);
    };
  }
  for (const name of NOT_BUILT.event) {
    functions[name] = () => console.warn(`${name}:fail not supported`);
  }
  return functions;
}
