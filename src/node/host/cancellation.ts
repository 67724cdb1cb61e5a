import type { HostError } from "../../core/ports/index.ts";

/** Whether one call was cancelled, and what to do then. An `AbortController` would cost a small upload a tenth of its time. */
export interface Cancellation {
  isCancelled: boolean;
  /** What the call rejects with. @default an error `aborted` */
  reason?: HostError;
  /** Stops what runs at the moment; called once, when the call is cancelled. */
  stop?: () => void;
}

/** Cancels for good. */
export function cancel(cancellation: Cancellation, reason?: HostError): void {
  if (!cancellation.isCancelled) cancellation.reason = reason;
  cancellation.isCancelled = true;
  cancellation.stop?.();
}

/** Throws once the call is cancelled. Which error it is does not matter: a cancelled call ends with its own reason. */
export function throwIfCancelled({ isCancelled }: Cancellation): void {
  if (isCancelled) throw new Error("The call was cancelled");
}
