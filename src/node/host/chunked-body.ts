import { maxHeaderSize } from "node:http";
import { invalidResponse } from "./response-head.ts";

const LINE_END = "\r\n";
/** What follows the size, an extension, means nothing to us. */
const SIZE_LINE = /^([\da-f]{1,12})[\t ]*(?:;|$)/i;

/** Reads a body of the transfer encoding `chunked`. */
export class ChunkedBody {
  readonly #onPiece: (piece: Buffer) => void;
  #part: "size" | "data" | "data-end" | "trailer" | "complete" = "size";
  /** Of the chunk that is being read. */
  #leftBytes = 0;
  #trailerBytes = 0;

  /** `onPiece` takes the body, piece by piece. */
  constructor(onPiece: (piece: Buffer) => void) {
    this.#onPiece = onPiece;
  }

  get isComplete(): boolean {
    return this.#part === "complete";
  }

  /** Reads on, and gives what is left of the bytes: of an incomplete line, or what follows the body. Throws when it makes no sense. */
  take(bytes: Buffer): Buffer {
    let rest = bytes;
    while (rest.length > 0 && this.#part !== "complete") {
      if (this.#part === "data") {
        rest = this.#takeData(rest);
        continue;
      }
      const end = rest.indexOf(LINE_END);
      if (end < 0 && rest.length > maxHeaderSize) throw invalidResponse("A line of a chunked body is too long");
      if (end < 0) return rest;
      this.#takeLine(rest.toString("latin1", 0, end));
      rest = rest.subarray(end + LINE_END.length);
    }
    return rest;
  }

  #takeData(bytes: Buffer): Buffer {
    const count = Math.min(this.#leftBytes, bytes.length);
    this.#onPiece(bytes.subarray(0, count));
    this.#leftBytes -= count;
    if (this.#leftBytes === 0) this.#part = "data-end";
    return bytes.subarray(count);
  }

  #takeLine(line: string): void {
    if (this.#part === "size") {
      const size = SIZE_LINE.exec(line)?.[1];
      if (size === undefined) throw invalidResponse("A chunk does not begin with its size");
      this.#leftBytes = Number.parseInt(size, 16);
      this.#part = this.#leftBytes === 0 ? "trailer" : "data";
    } else if (this.#part === "data-end") {
      if (line !== "") throw invalidResponse("A chunk is longer than it says");
      this.#part = "size";
    } else {
      this.#trailerBytes += line.length;
      if (this.#trailerBytes > maxHeaderSize) throw invalidResponse("The trailer of a chunked body is too long");
      if (line === "") this.#part = "complete";
    }
  }
}
