import { crc32 } from "../../../core/protocol/index.ts";
import { readAll, writeAll, type Disk, type DiskFile } from "./disk.ts";

const HEAD_BYTES = 16;
const MAGIC = 0x6d_68_6c_31;

/**
 * A sequence of bytes that is appended to and replaced, all or nothing, in two files that are both open: a file can't be renamed
 * synchronously, so a replacement is written into the other one, and is in force when the head of that has a higher number.
 */
export class TwinLog {
  #current: DiskFile;
  #other: DiskFile;
  #generation: number;
  #length: number;

  /** Opens the log, an empty one when there is none. */
  static async open(disk: Disk, name: string): Promise<TwinLog> {
    return new TwinLog(await Promise.all([disk.open(`${name}.0`), disk.open(`${name}.1`)]));
  }

  private constructor([first, second]: readonly [DiskFile, DiskFile]) {
    const [one, two] = [readGeneration(first), readGeneration(second)];
    [this.#current, this.#other] = two > one ? [second, first] : [first, second];
    this.#generation = Math.max(one, two);
    this.#length = this.#current.getSize() - HEAD_BYTES;
    if (this.#generation === 0) this.replaceSync(new Uint8Array());
  }

  /** How many bytes it has. */
  get sizeBytes(): number {
    return this.#length;
  }

  readSync(): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(this.#length);
    return bytes.subarray(0, readAll(this.#current, bytes, HEAD_BYTES));
  }

  /** Adds bytes, durable on return; when it throws, nothing was added. */
  appendSync(bytes: Uint8Array): void {
    try {
      writeAll(this.#current, bytes, HEAD_BYTES + this.#length);
      this.#current.flush();
    } catch (error) {
      this.#current.truncate(HEAD_BYTES + this.#length);
      throw error;
    }
    this.#length += bytes.length;
  }

  /** Replaces everything, durable on return; when it throws, nothing has changed. */
  replaceSync(bytes: Uint8Array): void {
    const other = this.#other;
    // Without its head the file is not in force, however far this gets.
    other.truncate(0);
    try {
      writeAll(other, bytes, HEAD_BYTES);
      other.flush();
      writeAll(other, headOf(this.#generation + 1), 0);
      other.flush();
    } catch (error) {
      other.truncate(0);
      throw error;
    }
    [this.#current, this.#other] = [other, this.#current];
    this.#generation += 1;
    this.#length = bytes.length;
    // Only room is won: it is out of force already.
    this.#other.truncate(0);
  }

  /** Drops what comes after `lengthBytes`. */
  cutSync(lengthBytes: number): void {
    this.#current.truncate(HEAD_BYTES + lengthBytes);
    this.#current.flush();
    this.#length = lengthBytes;
  }
}

function headOf(generation: number): Uint8Array {
  const bytes = new Uint8Array(HEAD_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC);
  view.setUint32(4, generation);
  view.setUint32(8, crc32(bytes.subarray(0, 8)));
  return bytes;
}

/** 0 for a file that was never in force. */
function readGeneration(file: DiskFile): number {
  const bytes = new Uint8Array(HEAD_BYTES);
  if (readAll(file, bytes, 0) < HEAD_BYTES) return 0;
  const view = new DataView(bytes.buffer);
  const isHead = view.getUint32(0) === MAGIC && view.getUint32(8) === crc32(bytes.subarray(0, 8));
  return isHead ? view.getUint32(4) : 0;
}
