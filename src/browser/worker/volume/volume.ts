import { Contents, type BlobPlatform } from "./contents.ts";
import type { Disk } from "./disk.ts";
import type { Draft } from "./draft.ts";
import { joinExtents, sliceExtents, ZEROS, type Extent } from "./extents.ts";
import { StoredFile } from "./stored-file.ts";
import { isDirectory, Tree, type Names, type TreeChange, type TreeNode } from "./tree.ts";
import { TreeLog } from "./tree-log.ts";
import { TwinLog } from "./twin-log.ts";

/** Of files that the index does not know; those that it knows have numbers above. */
const NO_ID = 0;

/**
 * A file system whose calls are synchronous and durable when they return, on files that were opened before.
 *
 * It is made of a log of what changed, and of contents that the log names. A change puts content where nothing lies yet, then writes
 * one record: whoever is killed in between leaves content that nobody names, and its room is free again at the next start.
 */
export class Volume {
  readonly #tree: Tree;
  readonly #log: TreeLog;
  readonly #contents: Contents;
  readonly #disk: Disk;

  /** Opens the volume on a disk, with the empty directories `areas` if it is new. */
  static async open(disk: Disk, areas: readonly string[], platform: BlobPlatform): Promise<Volume> {
    const tree = new Tree();
    const log = new TreeLog(await TwinLog.open(disk, "index"), tree);
    const volume = new Volume(disk, tree, log, await Contents.open(disk, tree.files, platform));
    for (const area of areas) if (volume.find([area]) === undefined) volume.makeDirectory([area]);
    return volume;
  }

  private constructor(disk: Disk, tree: Tree, log: TreeLog, contents: Contents) {
    this.#disk = disk;
    this.#tree = tree;
    this.#log = log;
    this.#contents = contents;
  }

  find(names: Names): TreeNode | undefined {
    return this.#tree.find(names);
  }

  makeDirectory(names: Names): void {
    this.#change(["mkdir", names, Date.now()]);
  }

  /** Removes a file, or a directory with everything in it. */
  remove(names: Names): void {
    this.#change(["remove", names]);
  }

  /** Gives a file or a directory another path; a file that is there goes. */
  move(names: Names, newNames: Names): void {
    this.#change(["move", names, newNames]);
  }

  /** Makes a file, or replaces the one that is there. */
  put(names: Names, pieces: Iterable<Uint8Array>): void {
    this.#put(names, this.#contents.create(pieces));
  }

  /** Makes a file with the content of another. */
  duplicate(file: StoredFile, names: Names): void {
    this.#put(names, this.#contents.duplicate(file));
  }

  /**
   * Makes a file of a handle, piece by piece. It gets its path at one moment at the end, unless `check`, which is called just before that,
   * throws.
   */
  async putBlob(names: Names, content: Blob, check: () => void): Promise<void> {
    const extents = this.#contents.seal(await this.#disk.seal(content));
    try {
      check();
    } catch (error) {
      this.#contents.discard(extents);
      throw error;
    }
    this.#put(names, extents);
    await this.saved();
  }

  /**
   * Begins a file that gets no path: its first user is who asks for it, and no start finds it. Resolves with nothing where the disk takes
   * content only as a whole.
   */
  async draft(): Promise<Draft<StoredFile> | undefined> {
    const draft = await this.#disk.draft?.();
    if (draft === undefined) return undefined;
    return {
      add: (bytes) => draft.add(bytes),
      end: async () => {
        const file = new StoredFile(NO_ID, Date.now(), this.#contents.seal(await draft.end()));
        Object.assign(file, { isLinked: false, useCount: 1 });
        this.#contents.adopt(file);
        return file;
      },
      discard: () => draft.discard(),
    };
  }

  /** Resolves when all changes before are durable, where a change returns earlier. */
  saved(): Promise<void> {
    return this.#disk.saved();
  }

  /** Keeps the content of a file readable until {@link Volume.unuse}, also when its path goes. */
  use(file: StoredFile): void {
    file.useCount += 1;
  }

  unuse(file: StoredFile): void {
    file.useCount -= 1;
    this.#releaseIfGone(file);
  }

  read(file: StoredFile, target: Uint8Array, position: number): number {
    return this.#contents.read(file, target, position);
  }

  /** A handle of a part of a file; reading it fails when the file was removed meanwhile. */
  blob(file: StoredFile, from?: number, to?: number): Blob {
    return this.#contents.blob(file, from, to);
  }

  /** How many bytes a copy of the file would have to write. */
  copyBytes(file: StoredFile): number {
    return this.#contents.arenaBytes(file);
  }

  /** Writes into a file; durable after {@link Volume.flush}. */
  write(file: StoredFile, bytes: Uint8Array, position: number): void {
    if (bytes.length === 0) return;
    this.#contents.write(file, bytes, position);
    Object.assign(file, { modifiedMs: Date.now(), isDirty: true });
  }

  /** Adds bytes to a file, all or nothing. */
  append(file: StoredFile, bytes: Uint8Array): void {
    const { extents, isDirty, modifiedMs } = file;
    this.write(file, bytes, file.sizeBytes);
    try {
      this.flush(file);
    } catch (error) {
      const added = sliceExtents(file.extents, file.sizeBytes - bytes.length, file.sizeBytes);
      Object.assign(file, { extents, isDirty, modifiedMs });
      this.#contents.discard(added);
      throw error;
    }
  }

  /** Cuts a file, or fills it up with zeros, all or nothing. */
  truncate(file: StoredFile, lengthBytes: number): void {
    const { extents, sizeBytes, isDirty, modifiedMs } = file;
    const zeros: Extent[] = lengthBytes > sizeBytes ? [[ZEROS, 0, lengthBytes - sizeBytes]] : [];
    const cut = sliceExtents(extents, lengthBytes, sizeBytes);
    Object.assign(file, {
      extents: joinExtents(sliceExtents(extents, 0, lengthBytes), zeros),
      modifiedMs: Date.now(),
      isDirty: true,
    });
    try {
      this.flush(file, cut);
    } catch (error) {
      Object.assign(file, { extents, isDirty, modifiedMs });
      throw error;
    }
  }

  /** Makes the content of a file durable; `cut` was a part of it. */
  flush(file: StoredFile, cut: readonly Extent[] = []): void {
    if (!file.isDirty) return;
    if (file.isLinked) {
      this.#contents.flush();
      this.#log.append(["content", file.id, file.modifiedMs, file.extents]);
    }
    file.isDirty = false;
    this.#contents.settle(file, cut);
    this.#log.compact();
  }

  /** Ends the use of the disk; everything that was flushed stays. */
  close(): void {
    this.#disk.close();
  }

  #put(names: Names, extents: readonly Extent[]): void {
    const id = this.#tree.nextId();
    try {
      this.#contents.flush();
      this.#change(["put", names, id, Date.now(), extents]);
    } catch (error) {
      this.#contents.discard(extents);
      throw error;
    }
    const file = this.find(names);
    if (file !== undefined && !isDirectory(file)) this.#contents.adopt(file);
  }

  /** Writes a change down, then does it: from then on it is seen. */
  #change(change: TreeChange): void {
    this.#log.append(change);
    for (const file of this.#tree.apply(change)) this.#releaseIfGone(file);
    this.#log.compact();
  }

  #releaseIfGone(file: StoredFile): void {
    if (!file.isLinked && file.useCount === 0) this.#contents.release(file);
  }
}
