import { fileFailure } from "./file-failure.ts";

/** Returns the length that a file is to have. Throws when no file can have it. */
export function checkLength(length: number): number {
  if (!Number.isSafeInteger(length) || length < 0) throw fileFailure("length");
  return length;
}
