import type { ApiContext } from "../context.ts";
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
    const { fileSystem } = this.#context.ports;
    // A host where nothing stays can't list its files.
    if (fileSystem === undefined) return wantedBytes;
    const { temporaryBytes } = this.#context.app.limits;
    if (this.#most === undefined || this.#most + wantedBytes > temporaryBytes) {
      this.#most = sizeOf(fileSystem, TEMPORARY);
    }
    return Math.max(0, Math.min(wantedBytes, temporaryBytes - this.#most));
  }

  /** Counts a file that came. */
  add(sizeBytes: number): void {
    if (this.#most !== undefined) this.#most += sizeBytes;
  }
}
