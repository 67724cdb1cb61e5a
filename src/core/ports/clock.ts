/** Time. Everything that waits goes through this port, so that a test can advance it. */
export interface ClockPort {
  /** Milliseconds since 1970-01-01T00:00Z. */
  nowMs(): number;
  /** Calls back once after `delayMs`, unless the returned function is called before. */
  schedule(delayMs: number, callback: () => void): () => void;
}
