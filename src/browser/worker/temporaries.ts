import { HostError } from "../../core/ports/index.ts";

/** A temporary file: a handle, and when it got its path. */
export interface Temporary {
  readonly blob: Blob;
  readonly modifiedMs: number;
}

/** The temporary files of an app, by their paths. They live as long as the Worker. */
export class Temporaries {
  readonly #files = new Map<string, Temporary>();
  readonly #run: string;
  readonly #onGone: (path: string) => void;
  #lastNumber = 0;

  /** `run` is in all names: those of another run must not lead to files of this one. `onGone` takes the path of a file that is removed. */
  constructor(run: string, onGone: (path: string) => void) {
    this.#run = run;
    this.#onGone = onGone;
  }

  /** The names of all temporary files. */
  get names(): string[] {
    return [...this.#files.keys()];
  }

  /** Gives a handle a name that ends in `.extension`, if there is one, and returns its path. */
  adopt(blob: Blob, extension?: string): string {
    if (extension !== undefined && !/^[a-z\d]{1,16}$/i.test(extension)) {
      throw new HostError("denied", `"${extension}" is not a file extension; give letters and digits only`);
    }
    this.#lastNumber += 1;
    const name = `${this.#run}-${this.#lastNumber}${extension === undefined ? "" : `.${extension}`}`;
    this.#files.set(name, { blob, modifiedMs: Date.now() });
    return pathOf(name);
  }

  find(name: string): Temporary | undefined {
    return this.#files.get(name);
  }

  /** Gives a file that exists another name, and replaces what has that. */
  rename(name: string, newName: string): void {
    const file = this.#files.get(name);
    if (file === undefined) return;
    this.#files.delete(name);
    this.#files.set(newName, file);
    this.#onGone(pathOf(name));
  }

  remove(name: string): void {
    if (this.#files.delete(name)) this.#onGone(pathOf(name));
  }
}

function pathOf(name: string): string {
  return `wxfile://tmp/${name}`;
}
