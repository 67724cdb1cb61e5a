/** Why a host could not do what was asked. APIs map each code to the platform's words. */
export type HostErrorCode =
  /** The caller aborted the work. */
  | "aborted"
  /** The person closed a picker or a sheet without an answer. */
  | "cancelled"
  /** Permission was refused, or the path may not be touched. */
  | "denied"
  /** The bytes are not of a form that this host can decode. */
  | "invalid-data"
  /** The network failed: refused, reset, no name, bad certificate. The message is the platform's own, such as `net::ERR_FAILED`. */
  | "network"
  /** The file does not exist. */
  | "not-found"
  /** This host can't do it at all. */
  | "not-supported"
  /** The disk or the quota is full. */
  | "quota"
  /** The time limit passed. */
  | "timeout"
  /** There are more bytes than the caller takes. */
  | "too-large"
  /** Servers redirected more often than the host follows. The message is the platform's own: `net::ERR_TOO_MANY_REDIRECTS`. */
  | "too-many-redirects";

/** The one error that ports reject with. */
export class HostError extends Error {
  override readonly name = "HostError";
  readonly code: HostErrorCode;

  constructor(code: HostErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** Tells a {@link HostError} from any other value, also after it crossed a channel or a realm, where `instanceof` fails. */
export function isHostError(error: unknown): error is HostError {
  return (
    typeof error === "object" && error !== null && "name" in error && error.name === "HostError" && "code" in error
  );
}
