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
    if (sentBytes < totalBytes) {
      const nowMs = performance.now();
      if (nowMs - reportedMs < INTERVAL_MS) return;
      reportedMs = nowMs;
    }
    reportedBytes = sentBytes;
    events.onSent?.(sentBytes, totalBytes);
  };
}
