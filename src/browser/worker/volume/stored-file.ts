import { sizeOf, type Extent } from "./extents.ts";

/** A range of the arena. */
export interface ArenaRange {
  start: number;
  length: number;
}

/** A file of the volume: the same one under every path that it gets, and after it lost its path. */
export class StoredFile {
  readonly id: number;
  modifiedMs: number;
  /** Whether it has a path. */
  isLinked = true;
  /** How many use it; without a path and a user its content is given up. */
  useCount = 0;
  /** Whether its content is other than the index says. */
  isDirty = false;
  /** Room in the arena behind its last bytes, for what is appended. */
  spare: ArenaRange = { start: 0, length: 0 };
  /** The sealed files that must stay because of it: those of its content and those that the index still names. */
  sealed: ReadonlySet<string> = new Set();
  #extents: readonly Extent[];
  #sizeBytes: number;

  constructor(id: number, modifiedMs: number, extents: readonly Extent[]) {
    this.id = id;
    this.modifiedMs = modifiedMs;
    this.#extents = extents;
    this.#sizeBytes = sizeOf(extents);
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  get extents(): readonly Extent[] {
    return this.#extents;
  }

  set extents(extents: readonly Extent[]) {
    this.#extents = extents;
    this.#sizeBytes = sizeOf(extents);
  }
}
