import type { ApiContext } from "../context.ts";
import { fileFailure } from "./file-failure.ts";
import { sizeOf } from "./usage.ts";

const TEMPORARY = "wxfile://tmp";

/** How many bytes temporary files may still have; counted only when they come near the limit. */
export class TemporaryRoom {
  readonly #context: ApiContext;
  /** At least as many as there are: what was removed since is still in it. */
  #most: number | undefined;

  constructor(context: ApiContext) {
    this.#context = context;
  }

  /** How many bytes may come, if that is less than `wantedBytes`, else `wantedBytes`. */
  atMost(wantedBytes: number): number {
    const { temporaryBytes } = this.#context.app.limits;
    if (this.#most === undefined || this.#most + wantedBytes > temporaryBytes) this.#most = this.#count();
    return Math.max(0, Math.min(wantedBytes, temporaryBytes - this.#most));
  }

  /** Takes in files that the host has just made. Removes them and rejects with the storage limit when with them there are too many bytes. */
  async take(paths: readonly string[]): Promise<void> {
    const { files } = this.#context.ports;
    const { temporaryBytes } = this.#context.app.limits;
    for (const path of paths) {
      const { sizeBytes } = await files.stat(path);
      if (this.#most !== undefined) this.#most += sizeBytes;
    }
    if (this.#most === undefined || this.#most > temporaryBytes) this.#most = this.#count();
    if (this.#most <= temporaryBytes) return;
    await this.drop(paths);
    throw fileFailure("full");
  }

  /** Lets the host make a file of so many bytes in place, and returns its path. Throws the storage limit when they are too many. */
  makeSync(sizeBytes: number, make: () => string): string {
    if (this.atMost(sizeBytes) < sizeBytes) throw fileFailure("full");
    const path = make();
    if (this.#most !== undefined) this.#most += sizeBytes;
    return path;
  }

  /** Removes files that the app does not get. */
  async drop(paths: readonly string[]): Promise<void> {
    for (const path of paths) await this.#context.ports.files.remove(path);
  }

  #count(): number {
    return sizeOf(this.#context.ports.fileSystem, TEMPORARY);
  }
}
