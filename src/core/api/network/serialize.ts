import { isWxError, WxError } from "../wx-error.ts";

/** Does work on data of the app; where that can't be read or written (a cycle, a getter that throws), it is the platform's `fail` without a reason. */
export function serialize<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    throw isWxError(cause) ? cause : new WxError("", 600010, { cause });
  }
}
