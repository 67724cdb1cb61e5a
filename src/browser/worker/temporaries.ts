import { HostError } from "../../core/ports/index.ts";
import { StoredFile } from "./volume/stored-file.ts";

/** A file as a handle, and when it got its path. */
export interface HandleFile {
  readonly blob: Blob;
  readonly modifiedMs: number;
}

/** A temporary file: a handle, or a file of the volume, where it has no path. */
export type Temporary = HandleFile | StoredFile;

/** What has to be done about temporary files that go. */
export interface TemporariesOptions {
  /** Takes a path that no file has any more. */
  onGone: (path: string) => void;
  /** Gives up a file of the volume. */
  release: (file: StoredFile) => void;
}

/** The temporary files of an app, by their paths. They live as long as the Worker. */
export class Temporaries {
  readonly #files = new Map<string, Temporary>();
  readonly #run: string;
  readonly #options: TemporariesOptions;
  #lastNumber = 0;

  /** `run` is in all names: those of another run must not lead to files of this one. */
  constructor(run: string, options: TemporariesOptions) {
    this.#run = run;
    this.#options = options;
  }

  /** The names of all temporary files. */
  get names(): string[] {
    return [...this.#files.keys()];
  }

  /** Gives a file a name that ends in `.extension`, if there is one, and returns its path. A file of the volume must have its one user here. */
  adopt(content: Blob | StoredFile, extension?: string): string {
    if (extension !== undefined && !/^[a-z\d]{1,16}$/i.test(extension)) {
      throw new HostError("denied", `"${extension}" is not a file extension; give letters and digits only`);
    }
    this.#lastNumber += 1;
    const name = `${this.#run}-${this.#lastNumber}${extension === undefined ? "" : `.${extension}`}`;
    this.#files.set(name, content instanceof StoredFile ? content : { blob: content, modifiedMs: Date.now() });
    return pathOf(name);
  }

  find(name: string): Temporary | undefined {
    return this.#files.get(name);
  }

  /** Gives a file that exists another name, and replaces what has that. */
  rename(name: string, newName: string): void {
    const file = this.#files.get(name);
    if (file === undefined || name === newName) return;
    const replaced = this.#files.get(newName);
    this.#files.delete(name);
    this.#files.set(newName, file);
    this.#options.onGone(pathOf(name));
    if (replaced instanceof StoredFile) this.#options.release(replaced);
  }

  remove(name: string): void {
    const file = this.#files.get(name);
    if (!this.#files.delete(name)) return;
    this.#options.onGone(pathOf(name));
    if (file instanceof StoredFile) this.#options.release(file);
  }
}

function pathOf(name: string): string {
  return `wxfile://tmp/${name}`;
}
