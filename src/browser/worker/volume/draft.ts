/** Content that is being written, one piece behind the other. */
export interface Draft<Content> {
  /** Adds a piece, whose memory may be used again afterwards. Throws `QuotaExceededError` when there is no room. */
  add(bytes: Uint8Array<ArrayBuffer>): void;
  /** Resolves with all of it. */
  end(): Promise<Content>;
  /** Removes what was written, when it is not ended or that failed. */
  discard(): Promise<void>;
}
