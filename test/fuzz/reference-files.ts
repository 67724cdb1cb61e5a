import * as fs from "node:fs";
import { join } from "node:path";
import type { FileCall, FileOutcome } from "./file-model.ts";

/** The same calls on `node:fs`, with what the platform does differently put right. */
export class ReferenceFiles {
  readonly #root: string;
  readonly #fds: (number | undefined)[] = [];

  constructor(root: string) {
    this.#root = root;
  }

  /** Does a call. */
  do(call: FileCall): FileOutcome {
    try {
      return { value: this.#run(call) };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return { errno: 0 };
    }
  }

  /** Every path with its text, or `null` for a directory; in order. */
  all(): [path: string, text: string | null][] {
    const all: [string, string | null][] = [];
    const list = (path: string): void => {
      const isDirectory = fs.statSync(this.#root + path).isDirectory();
      all.push([path, isDirectory ? null : fs.readFileSync(this.#root + path, "utf8")]);
      if (isDirectory) for (const name of fs.readdirSync(this.#root + path)) list(`${path}/${name}`);
    };
    list("");
    return all.toSorted(([one], [other]) => (one < other ? -1 : 1));
  }

  /** Closes what is open. */
  close(): void {
    for (const fd of this.#fds) if (fd !== undefined) fs.closeSync(fd);
  }

  #run(call: FileCall): unknown {
    const path = typeof call[1] === "string" ? join(this.#root, call[1]) : "";
    switch (call[0]) {
      case "access":
        return fs.accessSync(path);
      case "readdir":
        return fs.readdirSync(path).toSorted();
      case "readFile":
        return fs.readFileSync(path, "utf8");
      case "stat": {
        const stats = fs.statSync(path);
        return stats.isDirectory() ? "directory" : stats.size;
      }
      case "unlink":
        return fs.unlinkSync(path);
      case "mkdir":
        // On the platform, a directory that is there is a failure in any case.
        if (fs.existsSync(path)) throw new Error("exists");
        return void fs.mkdirSync(path, { recursive: call[2] });
      case "rmdir":
        if (!fs.statSync(path).isDirectory()) throw new Error("no directory");
        return call[2] ? fs.rmSync(path, { recursive: true }) : fs.rmdirSync(path);
      case "writeFile":
        return this.#replace(path, call[2]);
      case "appendFile": {
        // On the platform, it does not make a file.
        const fd = fs.openSync(path, fs.constants.O_WRONLY | fs.constants.O_APPEND);
        fs.writeSync(fd, call[2]);
        return fs.closeSync(fd);
      }
      case "copyFile": {
        const content = fs.readFileSync(path);
        return call[1] === call[2] ? undefined : this.#replace(join(this.#root, call[2]), content);
      }
      case "rename": {
        const target = join(this.#root, call[2]);
        // POSIX lets a directory replace an empty one.
        const isDirectory = fs.statSync(target, { throwIfNoEntry: false })?.isDirectory() === true;
        if (isDirectory && target !== path) throw new Error("exists");
        return fs.renameSync(path, target);
      }
      case "truncate":
        return fs.truncateSync(path, call[2]);
      case "open":
        if (call[2] === "r" && fs.statSync(path).isDirectory()) throw new Error("is a directory");
        return this.#fds.push(fs.openSync(path, call[2])) - 1;
      case "write":
        return fs.writeSync(this.#fd(call[1]), call[2], call[3]);
      case "read": {
        const bytes = Buffer.alloc(call[2]);
        return bytes.toString("utf8", 0, fs.readSync(this.#fd(call[1]), bytes, 0, call[2], call[3]));
      }
      case "ftruncate":
        return fs.ftruncateSync(this.#fd(call[1]), call[2]);
      case "close": {
        fs.closeSync(this.#fd(call[1]));
        return void (this.#fds[call[1]] = undefined);
      }
    }
  }

  #fd(number: number): number {
    const fd = this.#fds[number];
    if (fd === undefined) throw new Error("bad descriptor");
    return fd;
  }

  /** What is open keeps the old content, as on the platform, where a file is replaced as a whole. */
  #replace(path: string, content: string | Buffer): void {
    if (fs.statSync(path, { throwIfNoEntry: false })?.isFile() === true) fs.unlinkSync(path);
    fs.writeFileSync(path, content);
  }
}
