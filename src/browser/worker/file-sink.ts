import type { BrowserFiles, NewContent } from "./files.ts";
import type { Draft } from "./volume/draft.ts";
import { volumeError } from "./volume/volume-error.ts";

/** So much of a file is in memory. */
const BATCH_BYTES = 1024 * 1024;

/** What gathering a file needs. */
export interface FileSinkMeans {
  Blob: typeof Blob;
  createDraft: BrowserFiles["createDraft"];
}

/** Gathers a file that arrives chunk by chunk: in memory while it is small, else in a draft. Its errors are those of ports. */
export class FileSink {
  readonly #means: FileSinkMeans;
  readonly #url: string;
  readonly #batch = new Uint8Array(BATCH_BYTES);
  #batchBytes = 0;
  #draft: Draft<NewContent> | undefined;

  /** Errors say that the file came from `url`. */
  constructor(url: string, means: FileSinkMeans) {
    this.#url = url;
    this.#means = means;
  }

  /** Takes a chunk, whose memory may be used again when this resolves. */
  async add(chunk: Uint8Array): Promise<void> {
    for (let taken = 0; taken < chunk.byteLength;) {
      const piece = chunk.subarray(taken, taken + BATCH_BYTES - this.#batchBytes);
      this.#batch.set(piece, this.#batchBytes);
      this.#batchBytes += piece.byteLength;
      taken += piece.byteLength;
      if (this.#batchBytes === BATCH_BYTES) await this.#translated(() => this.#store());
    }
  }

  /** Resolves with the file. */
  end(): Promise<NewContent> {
    return this.#translated(async () => {
      if (this.#draft === undefined) return new this.#means.Blob([this.#batch.subarray(0, this.#batchBytes)]);
      await this.#store();
      return this.#draft.end();
    });
  }

  /** Removes what was gathered, when it is not ended or that failed. */
  async discard(): Promise<void> {
    await this.#draft?.discard();
  }

  async #store(): Promise<void> {
    this.#draft ??= await this.#means.createDraft();
    if (this.#batchBytes > 0) this.#draft.add(this.#batch.subarray(0, this.#batchBytes));
    this.#batchBytes = 0;
  }

  async #translated<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw volumeError(this.#url, error);
    }
  }
}
