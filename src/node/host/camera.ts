import { HostError, type AlbumKind } from "../../core/ports/index.ts";
import { toAlbumItem, type AlbumItem } from "./album.ts";

/** The camera of a device, which takes what a script put in front of it. Without anything, the device has no camera. */
export class Camera {
  readonly #shots: AlbumItem[] = [];

  /** Adds the next picture or video, as `device.album.add` does; it is taken once. */
  add(shot: string | Uint8Array): void {
    this.#shots.push(toAlbumItem(shot));
  }

  /** Takes the oldest shot of one of these kinds. Throws `not-supported` when there is none. */
  take(kinds: readonly AlbumKind[]): AlbumItem {
    const index = this.#shots.findIndex(({ kind }) => kinds.includes(kind));
    const [shot] = index < 0 ? [] : this.#shots.splice(index, 1);
    if (shot !== undefined) return shot;
    const wanted = kinds.map((kind) => (kind === "image" ? "picture" : "video")).join(" or ");
    throw new HostError(
      "not-supported",
      `This device has no camera with a ${wanted}. Give it one with device.camera.add(path), or let the app use the album.`,
    );
  }
}
