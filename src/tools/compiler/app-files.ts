import type { AppSource } from "./app-source.ts";

/** Files that the compiler reads; everything else is only known by name. */
const TEXT = /\.(?:json|js|ts|wxml|wxss|wxs|less|scss)$/;

/** The files of an app as they were at the last {@link AppFiles.update}. */
export class AppFiles {
  readonly #source: AppSource;
  readonly #texts = new Map<string, string>();
  #paths = new Set<string>();
  #asked = new Set<string>();

  constructor(source: AppSource) {
    this.#source = source;
  }

  /** Reads what changed: the files named and those that are new, or all files. */
  async update(changedPaths?: readonly string[]): Promise<void> {
    this.#asked = new Set();
    this.#paths = new Set(await this.#source.list());
    for (const path of this.#texts.keys()) if (!this.#paths.has(path)) this.#texts.delete(path);
    const changed = changedPaths === undefined ? this.#paths : new Set(changedPaths);
    const wanted = [...this.#paths].filter((path) => TEXT.test(path) && (changed.has(path) || !this.#texts.has(path)));
    await Promise.all(
      wanted.map(async (path) => {
        const text = await this.#source.read(path);
        // It can be gone since it was listed.
        if (text === undefined) this.#paths.delete(path);
        else this.#texts.set(path, text.startsWith("\uFEFF") ? text.slice(1) : text);
      }),
    );
  }

  /** All paths, in the order of the source. */
  get paths(): Iterable<string> {
    return this.#paths;
  }

  /** What was asked for since the last update, there or not. */
  get asked(): string[] {
    return [...this.#asked].toSorted();
  }

  has(path: string): boolean {
    this.#asked.add(path);
    return this.#paths.has(path);
  }

  /** The text of a source file, without a byte order mark. */
  read(path: string): string | undefined {
    this.#asked.add(path);
    return this.#texts.get(path);
  }

  /** A path that differs from this one in upper and lower case only: the usual reason why an app from Windows or a Mac misses a file. */
  similar(path: string): string | undefined {
    const lower = path.toLowerCase();
    for (const known of this.#paths) if (known.toLowerCase() === lower) return known;
    return undefined;
  }
}
