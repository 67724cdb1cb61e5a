interface Range {
  start: number;
  end: number;
}

/** Which ranges of the arena are in use. Nothing of it is kept: it follows from the files. */
export class FreeSpace {
  /** Ranges that are free, in order; never two side by side, and none at the end. */
  #ranges: Range[] = [];
  #end = 0;

  /** Begins with these ranges in use. */
  constructor(used: readonly (readonly [start: number, length: number])[]) {
    for (const [start, length] of used.toSorted(([one], [other]) => one - other)) {
      if (start > this.#end) this.#ranges.push({ start: this.#end, end: start });
      this.#end = Math.max(this.#end, start + length);
    }
  }

  /** The end of the last range in use. */
  get end(): number {
    return this.#end;
  }

  /** Takes the first free range that is long enough, else one at the end, and returns its start. */
  take(length: number): number {
    const index = this.#ranges.findIndex(({ start, end }) => end - start >= length);
    const range = this.#ranges[index];
    if (range === undefined) {
      this.#end += length;
      return this.#end - length;
    }
    const { start } = range;
    range.start += length;
    if (range.start === range.end) this.#ranges.splice(index, 1);
    return start;
  }

  /** Gives a range, or a part of one, back. */
  give(start: number, length: number): void {
    if (length === 0) return;
    const after = this.#ranges.findIndex((range) => range.start >= start);
    const index = after === -1 ? this.#ranges.length : after;
    const [before, next] = [this.#ranges[index - 1], this.#ranges[index]];
    const freed = { start, end: start + length };
    const isNextToBefore = before?.end === freed.start;
    const isNextToNext = next?.start === freed.end;
    if (isNextToBefore) freed.start = before.start;
    if (isNextToNext) freed.end = next.end;
    const [from, count] = [index - Number(isNextToBefore), Number(isNextToBefore) + Number(isNextToNext)];
    if (freed.end === this.#end) {
      this.#end = freed.start;
      this.#ranges.splice(from, count);
    } else {
      this.#ranges.splice(from, count, freed);
    }
  }
}
