import type { FileSystemPort } from "../../ports/index.ts";
import type { ApiContext } from "../context.ts";
import { fileFailure } from "./file-failure.ts";

const STORED = ["wxfile://store", "wxfile://usr"];

/** How many bytes saved and user files have; counted once, and kept up to date. */
export class Usage {
  readonly #context: ApiContext;
  #used: number | undefined;
  /** What runs now will need. */
  #reserved = 0;
  /** Counts what was done, so that work that takes its time knows whether it was alone. */
  #changes = 0;

  constructor(context: ApiContext) {
    this.#context = context;
  }

  /** How many bytes may still come. */
  room(): number {
    this.#used ??= STORED.reduce((sum, area) => sum + this.sizeOf(area), 0);
    return Math.max(0, this.#context.app.limits.storedBytes - this.#used - this.#reserved);
  }

  /** Counts the bytes at a canonical path and below. */
  sizeOf(path: string): number {
    return sizeOf(this.#context.ports.fileSystem, path);
  }

  /** Does work that adds `growth` bytes, or takes some away. Throws the storage limit without doing it when they are too many. */
  grow(growth: number, work: () => void): void {
    this.#require(growth);
    try {
      work();
    } catch (error) {
      this.recount();
      throw error;
    }
    this.#add(growth);
  }

  /** Does the same with work that takes its time. */
  async growLater(growth: number, work: () => Promise<void>): Promise<void> {
    this.#require(growth);
    const reserved = Math.max(0, growth);
    this.#reserved += reserved;
    const before = this.#changes;
    try {
      await work();
    } finally {
      this.#reserved -= reserved;
    }
    // Something else may have changed what it replaced.
    if (this.#changes === before) this.#add(growth);
    else this.recount();
  }

  /** Forgets what was counted. */
  recount(): void {
    this.#used = undefined;
    this.#changes += 1;
  }

  #add(growth: number): void {
    if (this.#used !== undefined) this.#used += growth;
    this.#changes += 1;
  }

  #require(growth: number): void {
    if (growth > 0 && growth > this.room()) throw fileFailure("full");
  }
}

/** Counts the bytes at a canonical path and below. */
export function sizeOf(system: FileSystemPort, path: string): number {
  const entry = system.statSync(path);
  if (!entry.isDirectory) return entry.sizeBytes;
  return system.readdirSync(path).reduce((sum, name) => sum + sizeOf(system, `${path}/${name}`), 0);
}
