import type { AnySyncApi } from "./api.ts";
import type { CallContext } from "./call-context.ts";
import { readArguments } from "./parameters.ts";
import { reportedFailure, requireSupport } from "./run.ts";
import { WxError } from "./wx-error.ts";

/** Runs one call and returns its result; throws a `WxError` whose message is the whole errMsg. */
export function callSync(api: AnySyncApi, parameters: unknown[], context: CallContext): unknown {
  try {
    const values = readArguments(api.params, parameters);
    requireSupport(api, context);
    return api.call(values, context);
  } catch (cause) {
    const { errMsg, errno, errCode } = reportedFailure(api, cause);
    throw new WxError(errMsg, errno, { cause, errCode });
  }
}
