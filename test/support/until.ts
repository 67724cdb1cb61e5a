import { vi } from "vitest";

/** How long only a failure takes, in milliseconds: a busy machine needs seconds for what takes a moment elsewhere. */
const PATIENCE_MS = 20_000;

/** Resolves to what `attempt` gives once it no longer throws or rejects; rejects with its last error when that does not happen. */
export function until<T>(attempt: () => T | Promise<T>): Promise<T> {
  // oxlint-disable-next-line vitest/no-restricted-vi-methods -- the one place that gives it another limit
  return vi.waitFor(attempt, { timeout: PATIENCE_MS });
}
