import { HostError, isHostError, type HostErrorCode } from "../ports/index.ts";

/** An error as it crosses a channel, where classes are lost. */
export interface ErrorMessage {
  name: string;
  /** Of a `HostError`. */
  code?: HostErrorCode;
  message: string;
  /** Where it was thrown, as text. */
  stack?: string;
}

/** Turns whatever was thrown into a message. */
export function encodeError(error: unknown): ErrorMessage {
  if (isHostError(error)) return { name: error.name, code: error.code, message: error.message, stack: error.stack };
  if (error instanceof Error) return { name: error.name, message: error.message, stack: error.stack };
  return { name: "Error", message: `Something that is no Error was thrown: ${String(error)}` };
}

/** Rebuilds the error: a `HostError` stays one, any other becomes a plain `Error` of the same name. Its stack is that of the other side. */
export function decodeError({ name, code, message, stack }: ErrorMessage): Error {
  const error = code === undefined ? Object.assign(new Error(message), { name }) : new HostError(code, message);
  if (stack !== undefined) error.stack = stack;
  return error;
}
