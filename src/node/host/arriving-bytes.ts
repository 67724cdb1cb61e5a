import type { ReadableBytes } from "../../core/audio/index.ts";

/** The bytes of a file that come from the network, for somebody who reads in it meanwhile. */
export class ArrivingBytes implements ReadableBytes {
  #pieces: Uint8Array[] = [];
  #receivedBytes = 0;
  #totalBytes: number | undefined;
  #error: unknown;
  #waiting = new Set<() => void>();

  /** From 0 to 1; 0 while nobody knows how many bytes there will be. */
  get fraction(): number {
    if (this.#totalBytes === undefined) return 0;
    return this.#totalBytes === 0 ? 1 : Math.min(1, this.#receivedBytes / this.#totalBytes);
  }

  /** Takes how many bytes there will be. */
  expect(totalBytes: number): void {
    this.#totalBytes = totalBytes;
    this.#wake();
  }

  add(piece: Uint8Array): void {
    this.#receivedBytes += piece.length;
    this.#pieces.push(piece);
    this.#wake();
  }

  /** Takes that there is no more. */
  end(): void {
    this.#totalBytes = this.#receivedBytes;
    this.#wake();
  }

  /** Takes that no more will come, so that reading what is missing rejects. */
  fail(error: Error): void {
    this.#error = error;
    this.#wake();
  }

  /** Forgets the bytes: from now on they are only counted. */
  forget(): void {
    this.#pieces = [];
    this.add = (piece) => {
      this.#receivedBytes += piece.length;
    };
  }

  async sizeBytes(): Promise<number> {
    await this.#until(() => this.#totalBytes !== undefined);
    return this.#totalBytes ?? 0;
  }

  async read(start: number, end: number): Promise<Uint8Array> {
    await this.#until(() => this.#receivedBytes >= end);
    return Buffer.concat(this.#pieces).subarray(start, end);
  }

  async #until(isThere: () => boolean): Promise<void> {
    while (!isThere()) {
      if (this.#error !== undefined) throw this.#error;
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}
