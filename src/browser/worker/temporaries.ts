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
  #lastNumber = 0;

  /** `run` is in all names: those of another run must not lead to files of this one. */
  constructor(run: string) {
    this.#run = run;
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
    return `wxfile://tmp/${name}`;
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
  }

  remove(name: string): void {
    this.#files.delete(name);
  }
}
