/** What an album has. */
export type AlbumKind = "image" | "video";

/** The person's own collection of pictures and videos, outside of the app. */
export interface AlbumPort {
  /**
   * Puts a copy of a local file there, byte for byte, and resolves when it is kept, or, in a browser, handed to its downloads.
   *
   * Rejects with `not-found`, `quota` when there is no room, and `denied` when the system refuses.
   */
  save(path: string, kind: AlbumKind): Promise<void>;
}
