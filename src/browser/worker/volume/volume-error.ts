import { HostError, isHostError } from "../../../core/ports/index.ts";

/** Says in the words of ports what went wrong with the file at `path`, whose content came from `source`. */
export function volumeError(path: string, error: unknown, source: string = path): HostError {
  if (isHostError(error)) return error;
  switch (nameOf(error)) {
    case "QuotaExceededError":
      return new HostError("quota", `There is no room left for "${path}"; the browser limits what a site may keep`, {
        cause: error,
      });
    case "NotFoundError":
    case "NotReadableError":
      return new HostError("not-found", `"${source}" can't be read any more`, { cause: error });
    case "InvalidStateError":
      return new HostError("not-supported", "The files of this app are closed", { cause: error });
    default:
      return new HostError("denied", `The browser could not do what was asked with "${path}": ${String(error)}`, {
        cause: error,
      });
  }
}

/** Does `work`; what it throws is said of the file at `path`, whose content came from `source`. */
export function translated<Result>(path: string, work: () => Result, source: string = path): Result {
  try {
    return work();
  } catch (error) {
    throw volumeError(path, error, source);
  }
}

/** Makes the error for a path that leads to nothing. */
export function notFound(path: string, cause?: unknown): HostError {
  return new HostError("not-found", `There is no file "${path}"`, { cause });
}

/** Makes the error for a path that may not be used so. */
export function denied(path: string, why: string): HostError {
  return new HostError("denied", `"${path}" ${why}`);
}

/** Makes the error for the files of an app that another tab has. */
export function openElsewhere(): HostError {
  return new HostError(
    "not-supported",
    "This app is open in another tab, which has its files. Close that tab and load this one again.",
  );
}

function nameOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "name" in error ? error.name : undefined;
}
