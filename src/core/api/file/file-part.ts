import { fileFailure } from "./file-failure.ts";

/** Which bytes of a file an app wants; a part that is longer than the file is cut. Throws when there is no such part. */
export function toPart(sizeBytes: number, position = 0, length?: number): { start: number; length: number } {
  const isPosition = Number.isInteger(position) && position >= 0 && (position < sizeBytes || position === 0);
  if (!isPosition) throw fileFailure("position");
  if (length === undefined) return { start: position, length: sizeBytes - position };
  if (!Number.isInteger(length) || length < 1 || length > sizeBytes) throw fileFailure("length");
  return { start: position, length: Math.min(length, sizeBytes - position) };
}
