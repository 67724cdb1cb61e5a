import type { StopSignal } from "../ports/index.ts";

/** How the work behind a Task talks to it. */
export interface TaskControl<Events extends object> {
  /** Aborted by the app and by the time limit, with a `WxError` as its reason. */
  readonly signal: StopSignal;
  /** Hands an event to the listeners, unless the call is settled. Its value is made only if there are any. */
  emit<Event extends keyof Events>(event: Event, makeValue: () => Events[Event]): void;
  /** Resolves when it is this call's turn; from then on it has `timeoutMs`. Rejects when it was aborted before. */
  dispatch(timeoutMs: number): Promise<void>;
}
