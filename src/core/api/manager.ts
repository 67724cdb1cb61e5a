import type { AnyManagerApi, AnyMethodApi } from "./api.ts";
import type { CallContext } from "./call-context.ts";
import type { ApiContext } from "./context.ts";
import { isOptions, readOptions } from "./parameters.ts";
import { reportedFailure, requireSupport, toOutcome } from "./run.ts";
import { deliver, readCallbacks } from "./settle.ts";
import { notSupported, WxError } from "./wx-error.ts";

type ManagerFunction = (...parameters: unknown[]) => unknown;

/** Makes the function that returns the manager: an object of methods that need no `this`, made when it is first asked for. */
export function createManager(api: AnyManagerApi, context: CallContext): () => object {
  let manager: object | undefined;
  return () => {
    manager ??= createMethods(api, context);
    return manager;
  };
}

/** The names of the methods that a host can do, asynchronous and synchronous ones. */
export function managerMembers(api: AnyManagerApi, context: ApiContext): string[] {
  return Object.values(api.methods).flatMap((method) => {
    if (method.isSupported?.(context) === false) return [];
    const hasSync = method.sync !== undefined;
    return hasSync ? [method.name, `${method.name}Sync`] : [method.name];
  });
}

function createMethods(api: AnyManagerApi, context: CallContext): Record<string, ManagerFunction> {
  const methods: Record<string, ManagerFunction> = {};
  for (const method of Object.values(api.methods)) {
    methods[method.name] = (options) => callMethod(api, method, options, context);
    if (method.sync !== undefined) {
      methods[`${method.name}Sync`] = (...given) => callMethodSync(api, method, given, context);
    }
  }
  return methods;
}

function callMethod(api: AnyManagerApi, method: AnyMethodApi, options: unknown, context: CallContext): void {
  const callbacks = readCallbacks(options) ?? {};
  const { name } = method;
  const work = async (): Promise<unknown> => {
    const values = readOptions(method.params, options);
    requireSupport(api, context);
    requireSupport(method, context);
    return method.run === undefined ? method.runSync?.(values, context) : method.run(values, context);
  };
  const outcome = toOutcome({ name, hasErrCode: api.hasErrCode }, work());
  void outcome.then((end) => deliver(callbacks, end, (error) => context.app.reportError(error)));
}

function callMethodSync(api: AnyManagerApi, method: AnyMethodApi, given: unknown[], context: CallContext): unknown {
  const name = `${method.name}Sync`;
  try {
    const values = readOptions(method.params, method.sync?.takes === "options" ? given[0] : named(method, given));
    requireSupport(api, context);
    requireSupport(method, context);
    if (method.runSync === undefined) throw notSupported();
    const result = method.runSync(values, context);
    const field = method.sync?.returns;
    return field !== undefined && isOptions(result) ? result[field] : result;
  } catch (cause) {
    const { errMsg, errno, errCode } = reportedFailure({ name, hasErrCode: api.hasErrCode }, cause);
    throw new WxError(errMsg, errno, { cause, errCode });
  }
}

function named(method: AnyMethodApi, given: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(Object.keys(method.params).map((name, index) => [name, given[index]]));
}
