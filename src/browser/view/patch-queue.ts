import type { Patch, PatchReader, PatchRest } from "../../core/protocol/index.ts";

/** Scripts rest after so long, milliseconds: fingers and scrolling come first. */
const SLICE_MS = 8;
/** Pages that are not drawn get no frames; they go on after so long, milliseconds. */
const FRAME_LIMIT_MS = 250;

/**
 * Applies the patches of a page in order. Small ones at once; a large one in slices, so that the browser can draw, scroll and react
 * in between.
 */
export class PatchQueue {
  readonly #reader: PatchReader<Node>;
  readonly #document: Document;
  readonly #failed: (error: unknown) => void;
  readonly #waiting: Patch[] = [];
  #current: Generator<PatchRest, void, void> | undefined;
  #settled: PromiseWithResolvers | undefined;
  #cancel: (() => void) | undefined;

  constructor(reader: PatchReader<Node>, document: Document, failed: (error: unknown) => void) {
    this.#reader = reader;
    this.#document = document;
    this.#failed = failed;
  }

  add(patch: Patch): void {
    this.#waiting.push(patch);
    if (this.#cancel === undefined) this.#run();
  }

  /** Resolves when everything that was added is applied. */
  settled(): Promise<void> {
    if (this.#cancel === undefined) return Promise.resolve();
    this.#settled ??= withResolvers();
    return this.#settled.promise;
  }

  /** Forgets what waits. */
  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#current = undefined;
    this.#waiting.length = 0;
    this.#finish();
  }

  #run(): void {
    this.#cancel = undefined;
    const endMs = performance.now() + SLICE_MS;
    try {
      for (;;) {
        if (this.#current === undefined) {
          const patch = this.#waiting.shift();
          if (patch === undefined) break;
          this.#current = this.#reader.applyInPieces(patch);
        }
        const { done, value } = this.#current.next();
        if (done === true) this.#current = undefined;
        // What came into the tree is laid out before the next nodes come.
        else if (value === "nodes") return this.#resume(afterFrame(this.#document, () => this.#run()));
        else if (performance.now() > endMs) return this.#resume(afterTask(() => this.#run()));
      }
    } catch (error) {
      this.close();
      this.#failed(error);
    }
    this.#finish();
  }

  #resume(cancel: () => void): void {
    this.#cancel = cancel;
  }

  #finish(): void {
    this.#settled?.resolve();
    this.#settled = undefined;
  }
}

interface PromiseWithResolvers {
  promise: Promise<void>;
  resolve: () => void;
}

function withResolvers(): PromiseWithResolvers {
  let resolve = (): void => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

function afterFrame(document: Document, callback: () => void): () => void {
  const window = document.defaultView;
  if (window === null) return afterTask(callback);
  const cancel = (): void => {
    window.cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
  const once = (): void => {
    cancel();
    callback();
  };
  const frame = window.requestAnimationFrame(once);
  const timer = setTimeout(once, FRAME_LIMIT_MS);
  return cancel;
}

function afterTask(callback: () => void): () => void {
  const timer = setTimeout(callback);
  return () => clearTimeout(timer);
}
