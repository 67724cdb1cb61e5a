import type { StreamTargetChunk } from "mediabunny";

/** A file that is written piece by piece, in any order without gaps. What was written is the browser's to keep, on its disk when it is much. */
export class GrowingFile {
  #content = new Blob();
  /** Takes the pieces. */
  readonly stream: WritableStream<StreamTargetChunk> = new WritableStream({
    write: ({ data, position }) => {
      const before = this.#content.slice(0, position);
      this.#content = new Blob([before, data, this.#content.slice(position + data.length)]);
    },
  });

  /** All that was written so far. */
  toBlob(type: string): Blob {
    return this.#content.slice(0, this.#content.size, type);
  }
}
