/** How long a change waits for others that belong to it, milliseconds: editors and version control write many files at once. */
const SETTLE_MS = 60;

/** Runs a rebuild after changes: once for those that come together, and never two at a time. */
export class RebuildQueue {
  readonly #rebuild: (changedPaths: string[]) => Promise<void>;
  readonly #changed = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;
  #isClosed = false;

  /** `rebuild` must not reject. */
  constructor(rebuild: (changedPaths: string[]) => Promise<void>) {
    this.#rebuild = rebuild;
  }

  /** Asks for a rebuild soon after the last of a series of changes. */
  add(path: string): void {
    if (this.#isClosed) return;
    this.#changed.add(path);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#start(), SETTLE_MS);
  }

  /** Rebuilds now. */
  start(): void {
    if (!this.#isClosed) this.#start();
  }

  /** Resolves when no rebuild runs. */
  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  /** Forgets what waits and resolves when the rebuild that runs is over. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#changed.clear();
    await this.idle();
  }

  #start(): void {
    if (this.#running !== undefined) return;
    const paths = [...this.#changed];
    this.#changed.clear();
    clearTimeout(this.#timer);
    this.#running = this.#rebuild(paths).finally(() => {
      this.#running = undefined;
      if (this.#changed.size > 0) this.#start();
    });
  }
}
