import { readAll, writeAll, type Disk, type DiskFile, type SealedBlob } from "./disk.ts";
import { ARENA, joinExtents, sealedNames, sliceExtents, ZEROS, type Extent } from "./extents.ts";
import { FreeSpace } from "./free-space.ts";
import { readBlobSync } from "./readable.ts";
import type { ArenaRange, StoredFile } from "./stored-file.ts";

/** What reading handles synchronously, and making them, needs of the Worker. */
export interface BlobPlatform {
  reader: Pick<FileReaderSync, "readAsArrayBuffer">;
  Blob: typeof Blob;
}

/** So much of a file is in memory at once. */
export const PIECE_BYTES: number = 1 << 20;

/** The arena is cut when this much of its end is free. */
const SLACK_BYTES = 1 << 20;

/**
 * The bytes of files. Those that are written synchronously lie in the arena, one file that is always open; large ones that came as a
 * handle, or arrived in pieces, are sealed: in a file of their own, which is never written again, so that handles of it stay good.
 */
export class Contents {
  readonly #disk: Disk;
  readonly #arena: DiskFile;
  readonly #space: FreeSpace;
  readonly #sealed: Map<string, { blob: Blob; useCount: number }>;
  readonly #platform: BlobPlatform;

  /** Opens the bytes of the files that the index names; all others are collected. */
  static async open(disk: Disk, files: readonly StoredFile[], platform: BlobPlatform): Promise<Contents> {
    const extents = files.flatMap((file) => file.extents);
    const [arena, sealed] = await Promise.all([disk.open("arena"), disk.loadSealed(sealedNames(extents))]);
    const used = extents.filter(([source]) => source === ARENA).map(([, start, length]) => [start, length] as const);
    const contents = new Contents(disk, arena, new FreeSpace(used), platform);
    for (const [name, blob] of sealed) contents.#sealed.set(name, { blob, useCount: 0 });
    for (const file of files) contents.adopt(file);
    contents.#cutArena();
    return contents;
  }

  private constructor(disk: Disk, arena: DiskFile, space: FreeSpace, platform: BlobPlatform) {
    this.#disk = disk;
    this.#arena = arena;
    this.#space = space;
    this.#sealed = new Map();
    this.#platform = platform;
  }

  /** Returns when what was written into the arena is durable. */
  flush(): void {
    this.#arena.flush();
  }

  /** Writes pieces into the arena, one behind the other. */
  create(pieces: Iterable<Uint8Array>): Extent[] {
    let made: Extent[] = [];
    try {
      for (const piece of pieces) made = joinExtents(made, [this.#write(piece)]);
    } catch (error) {
      this.discard(made);
      throw error;
    }
    return made;
  }

  /** Makes the same content once more; sealed parts are shared. */
  duplicate(file: StoredFile): Extent[] {
    let made: Extent[] = [];
    try {
      for (const extent of file.extents) {
        const copied = extent[0] === ARENA ? this.create(this.#pieces(extent)) : [extent];
        made = joinExtents(made, copied);
      }
    } catch (error) {
      this.discard(made);
      throw error;
    }
    return made;
  }

  /** Makes sealed content known; it goes with the last file that has it, or with {@link Contents.discard}. */
  seal({ name, blob }: SealedBlob): Extent[] {
    this.#sealed.set(name, { blob, useCount: 0 });
    return joinExtents([[name, 0, blob.size]]);
  }

  /** Keeps the content of a file until {@link Contents.release}. */
  adopt(file: StoredFile): void {
    file.sealed = sealedNames(file.extents);
    this.#hold(file.sealed);
  }

  /** Gives up the content of a file that nobody can reach. */
  release(file: StoredFile): void {
    this.discard(file.extents);
    this.#giveSpare(file);
    this.#drop(file.sealed);
    this.#cutArena();
  }

  /** Gives up content that is in no file. */
  discard(extents: readonly Extent[]): void {
    for (const [source, start, length] of extents) {
      if (source === ARENA) this.#space.give(start, length);
      else if (this.#sealed.get(source)?.useCount === 0) this.#removeSealed(source);
    }
  }

  /** Gives up what a file does not need any more; called when the index says the same of its content as the file. */
  settle(file: StoredFile, cut: readonly Extent[]): void {
    const before = file.sealed;
    this.adopt(file);
    this.#drop(before);
    this.discard(cut);
    if (cut.length > 0) this.#giveSpare(file);
    this.#cutArena();
  }

  /** Fills `target` from `position` and returns the number of bytes. */
  read({ extents, sizeBytes }: StoredFile, target: Uint8Array, position: number): number {
    const end = Math.min(position + target.length, sizeBytes);
    let filled = 0;
    for (const extent of sliceExtents(extents, position, end)) {
      const part = target.subarray(filled, filled + extent[2]);
      this.#readExtent(extent, part);
      filled += part.length;
    }
    return filled;
  }

  /** Overwrites where the arena has the content already, and puts new content of the arena in the place of all other. */
  write(file: StoredFile, bytes: Uint8Array, position: number): void {
    const { sizeBytes } = file;
    const end = position + bytes.length;
    const made: Extent[] = [];
    const parts: Extent[] = [];
    let written = 0;
    try {
      for (const extent of sliceExtents(file.extents, position, end)) {
        const part = bytes.subarray(written, written + extent[2]);
        if (extent[0] === ARENA) {
          writeAll(this.#arena, part, extent[1]);
          parts.push(extent);
        } else {
          const added = this.#write(part);
          made.push(added);
          parts.push(added);
        }
        written += extent[2];
      }
      const grown = this.#grow(file, bytes.subarray(written));
      made.push(...grown);
      parts.push(...grown);
    } catch (error) {
      this.discard(made);
      throw error;
    }
    const gap: Extent[] = position > sizeBytes ? [[ZEROS, 0, position - sizeBytes]] : [];
    const [before, after] = [sliceExtents(file.extents, 0, position), sliceExtents(file.extents, end, sizeBytes)];
    file.extents = joinExtents(before, gap, parts, after);
  }

  /** A handle of the bytes between two positions. What is sealed is not read; the rest is copied out of memory piece by piece. */
  blob({ extents, sizeBytes }: StoredFile, from = 0, to: number = sizeBytes): Blob {
    const { Blob } = this.#platform;
    const parts = sliceExtents(extents, from, to).flatMap((extent) => {
      if (extent[0] !== ARENA && extent[0] !== ZEROS) return [this.#sealedPart(extent)];
      return [...this.#pieces(extent)].map((piece) => new Blob([piece]));
    });
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : new Blob(parts);
  }

  /** How much of a file must be copied where its content has to lie elsewhere. */
  arenaBytes({ extents }: StoredFile): number {
    return extents.reduce((sum, [source, , length]) => (source === ARENA ? sum + length : sum), 0);
  }

  *#pieces([source, start, length]: Extent): Generator<Uint8Array<ArrayBuffer>> {
    for (let position = 0; position < length; position += PIECE_BYTES) {
      const piece = new Uint8Array(Math.min(PIECE_BYTES, length - position));
      this.#readExtent([source, start + position, piece.length], piece);
      yield piece;
    }
  }

  #readExtent(extent: Extent, target: Uint8Array): void {
    const [source, start] = extent;
    if (source === ARENA) readAll(this.#arena, target, start);
    else if (source === ZEROS) target.fill(0);
    else target.set(readBlobSync(this.#sealedPart(extent), this.#platform.reader));
  }

  #sealedPart([name, start, length]: Extent): Blob {
    const blob = this.#sealed.get(name)?.blob;
    if (blob === undefined) throw new DOMException("The browser lost the content of a file", "NotFoundError");
    return start === 0 && length === blob.size ? blob : blob.slice(start, start + length);
  }

  #write(bytes: Uint8Array): Extent {
    const start = this.#space.take(bytes.length);
    try {
      writeAll(this.#arena, bytes, start);
    } catch (error) {
      this.#space.give(start, bytes.length);
      throw error;
    }
    return [ARENA, start, bytes.length];
  }

  /** Writes what comes behind the end of a file. It gets room for as much again, so that a file that grows in steps is in few parts. */
  #grow(file: StoredFile, bytes: Uint8Array): Extent[] {
    const fitting = Math.min(file.spare.length, bytes.length);
    const rest = bytes.length - fitting;
    const range: ArenaRange = { start: file.spare.start, length: fitting };
    if (fitting > 0) writeAll(this.#arena, bytes.subarray(0, fitting), range.start);
    let spare: ArenaRange = { start: range.start + fitting, length: file.spare.length - fitting };
    const grown: Extent[] = [[ARENA, range.start, fitting]];
    if (rest > 0) {
      const more = Math.min(file.sizeBytes, PIECE_BYTES);
      const start = this.#space.take(rest + more);
      try {
        writeAll(this.#arena, bytes.subarray(fitting), start);
      } catch (error) {
        this.#space.give(start, rest + more);
        throw error;
      }
      grown.push([ARENA, start, rest]);
      spare = { start: start + rest, length: more };
    }
    file.spare = spare;
    return joinExtents(grown);
  }

  #giveSpare(file: StoredFile): void {
    this.#space.give(file.spare.start, file.spare.length);
    file.spare = { start: 0, length: 0 };
  }

  #cutArena(): void {
    if (this.#arena.getSize() - this.#space.end >= SLACK_BYTES) this.#arena.truncate(this.#space.end);
  }

  #hold(names: ReadonlySet<string>): void {
    for (const name of names) {
      const sealed = this.#sealed.get(name);
      if (sealed !== undefined) sealed.useCount += 1;
    }
  }

  #drop(names: ReadonlySet<string>): void {
    for (const name of names) {
      const sealed = this.#sealed.get(name);
      if (sealed === undefined) continue;
      sealed.useCount -= 1;
      if (sealed.useCount === 0) this.#removeSealed(name);
    }
  }

  #removeSealed(name: string): void {
    this.#sealed.delete(name);
    // What can't be removed now is collected at the next start.
    this.#disk.removeSealed(name).catch(() => {});
  }
}
