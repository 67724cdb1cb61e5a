/**
 * A failure in the platform's words.
 *
 * Inside APIs (and from the router) the message is the reason alone, such as `file not found`; the app gets `<api>:fail <reason>`.
 * A sync API throws it to the app with that whole text.
 */
export class WxError extends Error {
  override readonly name = "WxError";
  readonly errno?: number;
  /** The same number, of the APIs that had it before `errno`. */
  readonly errCode?: number;

  constructor(message: string, errno?: number, options?: { cause?: unknown; errCode?: number }) {
    super(message, options);
    if (errno !== undefined) this.errno = errno;
    if (options?.errCode !== undefined) this.errCode = options.errCode;
  }

  /** The message under the platform's name. */
  get errMsg(): string {
    return this.message;
  }
}

/** Tells a {@link WxError} from any other value, also of another realm, where `instanceof` fails. */
export function isWxError(error: unknown): error is WxError {
  return typeof error === "object" && error !== null && "name" in error && error.name === "WxError";
}

/** The documented number of a failed parameter check. */
export const INVALID_PARAMETER = 1001;

/** Makes the failure of a parameter check that a literal cannot express; `text` is what follows `parameter error: `. */
export function parameterError(text: string): WxError {
  return new WxError(`parameter error: ${text}`, INVALID_PARAMETER);
}

/** Makes the failure of what this host, or no host yet, can do. */
export function notSupported(): WxError {
  return new WxError("not supported", 100);
}
