/** A call of a synchronous method of the FileSystemManager, as data. Descriptors are numbered in the order in which they were opened. */
export type FileCall =
  | readonly ["access" | "readdir" | "readFile" | "stat" | "unlink", path: string]
  | readonly ["mkdir" | "rmdir", path: string, recursive: boolean]
  | readonly ["writeFile" | "appendFile", path: string, text: string]
  | readonly ["rename" | "copyFile", path: string, newPath: string]
  | readonly ["truncate", path: string, length: number]
  | readonly ["open", path: string, flag: string]
  | readonly ["write", descriptor: number, text: string, position: number | null]
  | readonly ["read", descriptor: number, length: number, position: number | null]
  | readonly ["ftruncate", descriptor: number, length: number]
  | readonly ["close", descriptor: number];

/** How a call ended: with a value, or with a number of the platform. */
export type FileOutcome = { readonly value: unknown } | { readonly errno: number };

interface File {
  text: string;
}

interface Descriptor {
  readonly file: File;
  readonly flag: string;
  pointer: number;
}

class Failure extends Error {
  readonly errno: number;
  constructor(errno: number) {
    super(`errno ${errno}`);
    this.errno = errno;
  }
}

const MISSING = 1300002;
const NO_DIRECTORY = 1300020;
const DIRECTORY = 1301003;
const EXISTS = 1301005;
const BAD_DESCRIPTOR = 1300009;
const DESCRIPTOR_MODE = 1302001;

/** The file system in as few words as possible: what a path leads to, a file or `"directory"`. The root is `""`. */
export class FileModel {
  readonly #nodes = new Map<string, File | "directory">([["", "directory"]]);
  readonly #descriptors: (Descriptor | undefined)[] = [];

  /** Does a call. */
  do(call: FileCall): FileOutcome {
    try {
      return { value: this.#run(call) };
    } catch (error) {
      if (error instanceof Failure) return { errno: error.errno };
      throw error;
    }
  }

  /** Every path with its text, or `null` for a directory; in order. */
  all(): [path: string, text: string | null][] {
    const nodes = [...this.#nodes].map(([path, node]): [string, string | null] => [
      path,
      node === "directory" ? null : node.text,
    ]);
    return nodes.toSorted(([one], [other]) => (one < other ? -1 : 1));
  }

  #run(call: FileCall): unknown {
    switch (call[0]) {
      case "access":
        return void this.#find(call[1]);
      case "readdir":
        if (this.#find(call[1]) !== "directory") throw new Failure(NO_DIRECTORY);
        return this.#children(call[1]).toSorted();
      case "readFile":
        return this.#file(call[1]).text;
      case "stat": {
        const node = this.#find(call[1]);
        return node === "directory" ? "directory" : node.text.length;
      }
      case "unlink":
        if (this.#find(call[1]) === "directory") throw new Failure(1300001);
        return void this.#nodes.delete(call[1]);
      case "mkdir":
        return this.#mkdir(call[1], call[2]);
      case "rmdir":
        if (this.#find(call[1]) !== "directory") throw new Failure(NO_DIRECTORY);
        if (!call[2] && this.#children(call[1]).length > 0) throw new Failure(1300066);
        for (const path of this.#below(call[1])) this.#nodes.delete(path);
        return undefined;
      case "writeFile":
        return this.#replace(call[1], call[2]);
      case "appendFile":
        return void (this.#file(call[1]).text += call[2]);
      case "copyFile": {
        const { text } = this.#file(call[1]);
        if (call[1] !== call[2]) this.#replace(call[2], text);
        return undefined;
      }
      case "rename":
        return this.#rename(call[1], call[2]);
      case "truncate": {
        const file = this.#file(call[1]);
        file.text = resized(file.text, call[2]);
        return undefined;
      }
      default:
        return this.#useDescriptor(call);
    }
  }

  #useDescriptor(
    call: Extract<FileCall, readonly ["open" | "write" | "read" | "ftruncate" | "close", ...unknown[]]>,
  ): unknown {
    if (call[0] === "open") return this.#open(call[1], call[2]);
    const descriptor = this.#descriptors[call[1]];
    if (descriptor === undefined) throw new Failure(BAD_DESCRIPTOR);
    const { file, flag } = descriptor;
    switch (call[0]) {
      case "close":
        return void (this.#descriptors[call[1]] = undefined);
      case "ftruncate":
        if (flag === "r") throw new Failure(DESCRIPTOR_MODE);
        file.text = resized(file.text, call[2]);
        return undefined;
      case "read": {
        if (flag !== "r" && !flag.endsWith("+")) throw new Failure(DESCRIPTOR_MODE);
        const start = call[3] ?? descriptor.pointer;
        const text = file.text.slice(start, start + call[2]);
        if (call[3] === null) descriptor.pointer += text.length;
        return text;
      }
      case "write": {
        if (flag === "r") throw new Failure(DESCRIPTOR_MODE);
        const start = flag.startsWith("a") ? file.text.length : (call[3] ?? descriptor.pointer);
        const end = start + call[2].length;
        if (call[2] !== "") {
          const before = resized(file.text, Math.max(file.text.length, start));
          file.text = before.slice(0, start) + call[2] + before.slice(end);
        }
        if (call[3] === null) descriptor.pointer = end;
        return call[2].length;
      }
    }
  }

  #open(path: string, flag: string): number {
    const node = this.#nodes.get(path);
    if (node !== undefined && flag.includes("x")) throw new Failure(EXISTS);
    if (node === undefined && !flag.startsWith("r")) this.#replace(path, "");
    const file = this.#file(path);
    if (flag.startsWith("w")) file.text = "";
    return this.#descriptors.push({ file, flag, pointer: 0 }) - 1;
  }

  #mkdir(path: string, recursive: boolean): void {
    if (this.#nodes.has(path)) throw new Failure(EXISTS);
    const names = path.split("/").slice(1);
    const above = names.map((_, index) => `/${names.slice(0, index + 1).join("/")}`);
    for (const part of above) {
      const node = this.#nodes.get(part);
      if (node !== undefined && node !== "directory") throw new Failure(NO_DIRECTORY);
      if (node === undefined && part !== path && !recursive) throw new Failure(MISSING);
      if (node === undefined) this.#nodes.set(part, "directory");
    }
  }

  #rename(path: string, newPath: string): void {
    const node = this.#find(path);
    if (path === newPath) return;
    if (newPath.startsWith(`${path}/`)) throw new Failure(1300022);
    const target = this.#nodes.get(newPath);
    if (target === "directory") throw new Failure(node === "directory" ? EXISTS : DIRECTORY);
    if (target !== undefined && node === "directory") throw new Failure(NO_DIRECTORY);
    this.#requireParent(newPath);
    for (const moved of this.#below(path)) {
      this.#nodes.set(newPath + moved.slice(path.length), this.#find(moved));
      this.#nodes.delete(moved);
    }
  }

  #replace(path: string, text: string): void {
    if (this.#nodes.get(path) === "directory") throw new Failure(DIRECTORY);
    this.#requireParent(path);
    this.#nodes.set(path, { text });
  }

  #find(path: string): File | "directory" {
    const node = this.#nodes.get(path);
    if (node === undefined) throw new Failure(MISSING);
    return node;
  }

  #file(path: string): File {
    const node = this.#find(path);
    if (node === "directory") throw new Failure(DIRECTORY);
    return node;
  }

  #requireParent(path: string): void {
    if (this.#nodes.get(path.slice(0, path.lastIndexOf("/"))) !== "directory") throw new Failure(MISSING);
  }

  #below(path: string): string[] {
    return [...this.#nodes.keys()].filter((other) => other === path || other.startsWith(`${path}/`));
  }

  #children(path: string): string[] {
    return this.#below(path)
      .map((other) => other.slice(path.length + 1))
      .filter((name) => name !== "" && !name.includes("/"));
  }
}

function resized(text: string, length: number): string {
  return text.slice(0, length).padEnd(length, "\0");
}
