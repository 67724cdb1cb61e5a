/** How fast a network is. */
export interface LinkSpeed {
  /** Of all connections together, in each direction. @default 30720, 30 KiB */
  bytesPerSecond?: number;
  /** So much later comes what the other end sends, milliseconds. @default 300 */
  latencyMs?: number;
}

/** Bytes pass in pieces of so much time: small enough to be even, and few enough to cost nothing. */
const PIECE_MS = 50;
/** What the operating system gives at a time. */
const CHUNK_BYTES = 64 * 1024;

/** The speed of a slow network, which all connections share. */
export class Link {
  readonly latencyMs: number;
  /** So many bytes pass at once. */
  readonly pieceBytes: number;
  /** From so many bytes on that wait to be read, no more are taken from the operating system. */
  readonly readAheadBytes: number;
  readonly up: Lane;
  readonly down: Lane;

  /** Throws for a speed that is none. */
  constructor({ bytesPerSecond = 30 * 1024, latencyMs = 300 }: LinkSpeed = {}) {
    if (!(bytesPerSecond > 0)) throw new Error(`bytesPerSecond can't be ${bytesPerSecond}. Give a positive number.`);
    if (!(latencyMs >= 0)) throw new Error(`latencyMs can't be ${latencyMs}. Give a number of milliseconds.`);
    this.latencyMs = latencyMs;
    this.pieceBytes = Math.max(1, Math.floor((bytesPerSecond * PIECE_MS) / 1000));
    // What is late must not hold up what comes after it.
    this.readAheadBytes = CHUNK_BYTES + (bytesPerSecond * latencyMs) / 1000;
    this.up = new Lane(bytesPerSecond);
    this.down = new Lane(bytesPerSecond);
  }
}

/** One direction: a bucket of tokens that holds as much as passes in {@link PIECE_MS}. */
class Lane {
  readonly #bytesPerMs: number;
  /** When everything that was let in until now has passed. */
  #freeMs = 0;

  constructor(bytesPerSecond: number) {
    this.#bytesPerMs = bytesPerSecond / 1000;
  }

  /** Lets bytes in, and tells after how many milliseconds they have passed. */
  enter(sizeBytes: number): number {
    const nowMs = performance.now();
    // What a timer was late is made up for, up to a piece.
    this.#freeMs = Math.max(this.#freeMs, nowMs - PIECE_MS) + sizeBytes / this.#bytesPerMs;
    return Math.max(0, this.#freeMs - nowMs);
  }
}
