/** Cuts a stream of bytes into frames of the same size. */
export class FrameSplitter {
  readonly #frameBytes: number;
  #rest: Uint8Array<ArrayBuffer> = new Uint8Array();

  constructor(frameBytes: number) {
    this.#frameBytes = frameBytes;
  }

  /** Takes the next bytes and returns the frames that are full. One that may be the last is kept back. */
  push(bytes: ArrayBuffer): ArrayBuffer[] {
    const joined = new Uint8Array(this.#rest.length + bytes.byteLength);
    joined.set(this.#rest);
    joined.set(new Uint8Array(bytes), this.#rest.length);
    const frames: ArrayBuffer[] = [];
    let position = 0;
    for (; joined.length - position > this.#frameBytes; position += this.#frameBytes) {
      frames.push(joined.slice(position, position + this.#frameBytes).buffer);
    }
    this.#rest = joined.slice(position);
    return frames;
  }

  /** Returns the last frame: what is left, at most a full one. */
  finish(): ArrayBuffer {
    return this.#rest.buffer;
  }
}
