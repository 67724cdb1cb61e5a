import { HostError } from "../../core/ports/index.ts";
import { errorCode } from "./error-code.ts";

/** Makes the error for a path that leads to no file. */
export function notFound(path: string, cause?: unknown): HostError {
  return new HostError("not-found", `There is no file "${path}"`, { cause });
}

/** Translates what the operating system says of a path. */
export function fileError(path: string, error: unknown): HostError {
  if (error instanceof HostError) return error;
  switch (errorCode(error)) {
    case "ENOENT":
    case "ENOTDIR":
    case "EISDIR":
    case "ELOOP":
    case "ENAMETOOLONG":
    case "ENXIO":
    case "ERR_INVALID_ARG_VALUE":
      return notFound(path, error);
    case "ENOSPC":
    case "EDQUOT":
      return new HostError("quota", `The disk is full; "${path}" was not written`, { cause: error });
    default:
      return new HostError("denied", `The operating system refused access to "${path}"`, { cause: error });
  }
}
