/** Whether one call was cancelled, and what to do then. An `AbortController` would cost a small upload a tenth of its time. */
export class Cancellation {
  #isCancelled = false;
  #stop: (() => void) | undefined;

  /** Whether {@link cancel} was called. */
  get isCancelled(): boolean {
    return this.#isCancelled;
  }

  /** Cancels for good; what was given to {@link onCancel} last runs at once. */
  cancel(): void {
    this.#isCancelled = true;
    this.#stop?.();
  }

  /** Replaces what stops the work; `undefined` when there is nothing left to stop. */
  onCancel(stop: (() => void) | undefined): void {
    this.#stop = stop;
  }
}
