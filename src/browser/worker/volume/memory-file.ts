import type { DiskFile } from "./disk.ts";

const PAGE_BYTES = 64 * 1024;

/** A file in memory, in pages, that remembers which of them changed. */
export class MemoryFile implements DiskFile {
  readonly #pages: Map<number, Uint8Array<ArrayBuffer>>;
  readonly #save: () => void;
  #length: number;
  #changed = new Set<number>();

  /** `save` is called by every `flush`. */
  constructor(length: number, pages: Iterable<readonly [number, Uint8Array<ArrayBuffer>]>, save: () => void) {
    this.#length = length;
    this.#pages = new Map(pages);
    this.#save = save;
  }

  /** The pages that changed since this was called before; `undefined` for those that went. */
  takeChanges(): Map<number, Uint8Array<ArrayBuffer> | undefined> {
    const changes = new Map([...this.#changed].map((number) => [number, this.#pages.get(number)]));
    this.#changed = new Set();
    return changes;
  }

  /** Counts pages as changed. */
  changeAgain(numbers: Iterable<number>): void {
    for (const number of numbers) this.#changed.add(number);
  }

  getSize(): number {
    return this.#length;
  }

  read(target: Uint8Array, { at }: { at: number }): number {
    const count = Math.max(0, Math.min(target.length, this.#length - at));
    for (const [number, from, filled, length] of partsOf(at, count)) {
      const page = this.#pages.get(number);
      const part = target.subarray(filled, filled + length);
      if (page === undefined) part.fill(0);
      else part.set(page.subarray(from, from + length));
    }
    return count;
  }

  write(bytes: Uint8Array, { at }: { at: number }): number {
    for (const [number, from, taken, length] of partsOf(at, bytes.length)) {
      const page = this.#pages.get(number) ?? new Uint8Array(PAGE_BYTES);
      page.set(bytes.subarray(taken, taken + length), from);
      this.#pages.set(number, page);
      this.#changed.add(number);
    }
    this.#length = Math.max(this.#length, at + bytes.length);
    return bytes.length;
  }

  truncate(length: number): void {
    const [last, rest] = [Math.floor(length / PAGE_BYTES), length % PAGE_BYTES];
    for (const [number, page] of this.#pages) {
      if (number < last) continue;
      if (number === last && rest > 0) page.fill(0, rest);
      else this.#pages.delete(number);
      this.#changed.add(number);
    }
    this.#length = length;
  }

  flush(): void {
    this.#save();
  }
}

/** The pages that a range lies in: number, position in the page, position in the range, length. */
function* partsOf(at: number, length: number): Generator<[number, number, number, number]> {
  let done = 0;
  while (done < length) {
    const [number, from] = [Math.floor((at + done) / PAGE_BYTES), (at + done) % PAGE_BYTES];
    const count = Math.min(PAGE_BYTES - from, length - done);
    yield [number, from, done, count];
    done += count;
  }
}
