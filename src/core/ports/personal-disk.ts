/** The person's own disk, outside of the app. */
export interface PersonalDiskPort {
  /**
   * Puts a copy of a local file there under its own name, byte for byte, and resolves when it is kept, or, in a browser, handed to its downloads.
   *
   * Rejects with `not-found`, `quota` when there is no room, and `denied` when the system refuses.
   */
  save(path: string): Promise<void>;
}
