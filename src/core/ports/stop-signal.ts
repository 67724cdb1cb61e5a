/**
 * Tells work that nobody wants it any more: of an `AbortSignal`, which is one, as much as ports need. A real one costs a small upload a
 * tenth of its time.
 */
export interface StopSignal {
  readonly aborted: boolean;
  /** Why; set once it is aborted. */
  readonly reason: unknown;
  /** Throws the reason once it is aborted. */
  throwIfAborted(): void;
  /** Calls back when it is aborted; never when it already is. */
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}
