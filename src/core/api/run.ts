import { isHostError } from "../ports/index.ts";
import type { ApiFacts } from "./api.ts";
import type { ApiContext } from "./context.ts";
import { describeFailure, isUnforeseen, type FailingApi, type Failure } from "./failures.ts";
import type { Outcome } from "./settle.ts";
import { INVALID_PARAMETER, notSupported } from "./wx-error.ts";

/** Awaits the work of an API and puts its end into the form that apps see. Never rejects. */
export function toOutcome(api: FailingApi, work: Promise<unknown>): Promise<Outcome> {
  return work.then(
    (result) => {
      const fields = typeof result === "object" ? result : undefined;
      return { isSuccess: true, value: { ...fields, errMsg: `${api.name}:ok` } };
    },
    (error: unknown) => ({ isSuccess: false, value: reportedFailure(api, error) }),
  );
}

/** Does work that has no result and ends at once, and puts its end into the form that apps see. Never throws. */
export function toOutcomeSync(api: FailingApi, work: () => void): Outcome {
  try {
    work();
    return { isSuccess: true, value: { errMsg: `${api.name}:ok` } };
  } catch (error) {
    return { isSuccess: false, value: reportedFailure(api, error) };
  }
}

/** Describes a failure, and logs what the app is not told: mistakes, and what a host says of something that it can't do. */
export function reportedFailure(api: FailingApi, error: unknown): Failure {
  const failure = describeFailure(api, error);
  if (isUnforeseen(error)) console.error(failure.errMsg, error);
  else if (failure.errno === INVALID_PARAMETER) console.error(failure.errMsg);
  else if (isHostError(error) && error.code === "not-supported") console.warn(`${failure.errMsg}: ${error.message}`);
  return failure;
}

/** Throws `not supported` when the host can't do it. */
export function requireSupport(api: Pick<ApiFacts, "isSupported">, context: ApiContext): void {
  if (api.isSupported?.(context) === false) throw notSupported();
}
