import { isHostError, type FilesPort } from "../../ports/index.ts";
import type { TemporaryRoom } from "../file/temporary-room.ts";

/** The URLs of `wx.createBufferURL`: each is the path of a temporary file, so that it leads somewhere wherever a local path does. */
export class BufferUrls {
  readonly #files: Pick<FilesPort, "createTemporarySync" | "removeSync">;
  readonly #room: TemporaryRoom;
  readonly #urls = new Set<string>();

  constructor(files: Pick<FilesPort, "createTemporarySync" | "removeSync">, room: TemporaryRoom) {
    this.#files = files;
    this.#room = room;
  }

  /** Keeps a copy of `bytes` and returns its URL. Throws the storage limit when there is no room for it. */
  create(bytes: Uint8Array): string {
    const url = this.#room.makeSync(bytes.length, () => this.#files.createTemporarySync(bytes));
    this.#urls.add(url);
    return url;
  }

  /** Gives the bytes of a URL up; every other path stays as it is. */
  revoke(url: string): void {
    if (!this.#urls.has(url)) return;
    try {
      this.#files.removeSync(url);
    } catch (error) {
      // The app may have saved the file, which moves it.
      if (!isHostError(error) || error.code !== "not-found") throw error;
    }
    this.#urls.delete(url);
  }
}
