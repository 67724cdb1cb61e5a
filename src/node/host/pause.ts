/** Waits before something is done, unless it is called off or wanted at once. */
export class Pause {
  #timer: NodeJS.Timeout | undefined;
  #proceed: (() => void) | undefined;

  /** Does it after so long. There is one thing at a time. */
  wait(delayMs: number, proceed: () => void): void {
    this.cancel();
    this.#proceed = proceed;
    this.#timer = setTimeout(() => this.end(), delayMs);
  }

  /** Does now what waits, if anything does. */
  end(): void {
    const proceed = this.#proceed;
    this.cancel();
    proceed?.();
  }

  /** Never does it. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.#proceed = undefined;
  }
}
