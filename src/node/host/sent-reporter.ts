import type { HttpEvents } from "../../core/ports/index.ts";
import type { Cancellation } from "./cancellation.ts";

const INTERVAL_MS = 50;

/**
 * Makes the function that takes how much of a body has left, and reports it at a bearable pace.
 *
 * Reports rise, also when a redirect makes the body leave twice. The end is always reported.
 */
export function createSentReporter(
  events: HttpEvents,
  cancellation: Cancellation,
): (sentBytes: number, totalBytes: number) => void {
  let reportedBytes = -1;
  let reportedMs = 0;
  return (sentBytes, totalBytes) => {
    if (sentBytes <= reportedBytes || cancellation.isCancelled) return;
    const nowMs = performance.now();
    if (sentBytes < totalBytes && nowMs - reportedMs < INTERVAL_MS) return;
    reportedBytes = sentBytes;
    reportedMs = nowMs;
    events.onSent?.(sentBytes, totalBytes);
  };
}
