import { isHostError, type HostErrorCode } from "../ports/index.ts";
import { isWxError } from "./wx-error.ts";

/** What `fail` and `complete` get, and what a promise rejects with: a plain object, as on the platform. */
export interface Failure {
  /** `<api>:fail <reason>`. */
  errMsg: string;
  /** Number of the platform's error table, where it documents one. */
  errno?: number;
  /** The same number, of the APIs that had it before `errno`. */
  errCode?: number;
}

/** What describes the failures of an API. */
export interface FailingApi {
  readonly name: string;
  readonly failures?: Failures;
  readonly hasErrCode?: boolean;
}

/** A reason in the platform's words. Without `reason` the message of the host is the reason. */
export interface FailureText {
  readonly reason?: string;
  readonly errno?: number;
}

/** What an API says for the codes of a host; a string replaces the default reason and keeps its number. */
export type Failures = { readonly [Code in HostErrorCode]?: string | FailureText };

const DEFAULTS: Readonly<Record<HostErrorCode, FailureText>> = {
  aborted: { reason: "abort" },
  cancelled: { reason: "cancel", errno: 1 },
  denied: { reason: "auth deny", errno: 103 },
  "invalid-data": { reason: "invalid data" },
  network: { errno: 600001 },
  "not-found": { reason: "file not found", errno: 1300002 },
  "not-supported": { reason: "not supported", errno: 100 },
  quota: { reason: "the maximum size of the file storage limit is exceeded", errno: 1300202 },
  timeout: { reason: "timeout", errno: 5 },
  "too-large": { reason: "exceed max file size", errno: 603301 },
  "too-many-redirects": { errno: 600008 },
};
const INTERNAL_ERROR: FailureText = { reason: "internal error", errno: 4 };

/** Puts any error into the platform's words. What is neither a `WxError` nor a `HostError` is our own mistake: `internal error`. */
export function describeFailure(api: FailingApi, error: unknown): Failure {
  const { reason, errno } = textOf(error, api.failures);
  const failure: Failure = { errMsg: reason ? `${api.name}:fail ${reason}` : `${api.name}:fail` };
  if (errno !== undefined) {
    failure.errno = errno;
    if (api.hasErrCode) failure.errCode = errno;
  }
  return failure;
}

/** Whether {@link describeFailure} has nothing better to say than `internal error`. */
export function isUnforeseen(error: unknown): boolean {
  return !isWxError(error) && !(isHostError(error) && Object.hasOwn(DEFAULTS, error.code));
}

function textOf(error: unknown, failures: Failures = {}): FailureText {
  if (isWxError(error)) return { reason: error.message, errno: error.errno };
  if (!isHostError(error) || isUnforeseen(error)) return INTERNAL_ERROR;
  const own = failures[error.code];
  const text = typeof own === "string" ? { ...DEFAULTS[error.code], reason: own } : (own ?? DEFAULTS[error.code]);
  return { reason: error.message, ...text };
}
