import { fileFailure } from "./file-failure.ts";

/** The position that an app gives; what is no number stands for the pointer of the descriptor. */
export function toPosition(position: unknown): number | undefined {
  if (typeof position !== "number") return undefined;
  if (!Number.isSafeInteger(position) || position < 0) throw fileFailure("position");
  return position;
}
