/** How the work behind a Task talks to it. */
export interface TaskControl<Events extends object> {
  /** Aborted by the app and by the time limit, with a `WxError` as its reason. */
  readonly signal: AbortSignal;
  /** Hands an event to the listeners, unless the call is settled. */
  emit<Event extends keyof Events>(event: Event, value: Events[Event]): void;
  /** Resolves when it is this call's turn; from then on it has `timeoutMs`. Rejects when it was aborted before. */
  dispatch(timeoutMs: number): Promise<void>;
}
