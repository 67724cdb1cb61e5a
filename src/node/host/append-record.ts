import { closeSync, constants, fdatasyncSync, ftruncateSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeAllSync } from "./durable.ts";

/** How long a file was before the append that is going on. */
export interface AppendStart {
  /** Local path. */
  path: string;
  lengthBytes: number;
}

/** Remembers on the disk which append is going on, so that the next start can undo one that was torn. */
export class AppendRecord {
  readonly #fd: number;

  /** Opens the record in the folder of a device. */
  constructor(dataDir: string) {
    this.#fd = openSync(join(dataDir, "append"), constants.O_RDWR | constants.O_CREAT, 0o666);
  }

  /** The append that was going on when the process ended. */
  read(): AppendStart | undefined {
    const text = readFileSync(this.#fd, "utf8");
    // Without its end the record itself was being written, and the append had not begun.
    return text.endsWith("\n") ? (JSON.parse(text) as AppendStart) : undefined;
  }

  /** Says what begins; on the disk when it returns. */
  begin(start: AppendStart): void {
    // On a full disk, the one before may have stayed half written.
    ftruncateSync(this.#fd, 0);
    writeAllSync(this.#fd, new TextEncoder().encode(`${JSON.stringify(start)}\n`), 0);
    fdatasyncSync(this.#fd);
  }

  /** Says that nothing goes on; on the disk when it returns. */
  end(): void {
    ftruncateSync(this.#fd, 0);
    fdatasyncSync(this.#fd);
  }

  close(): void {
    closeSync(this.#fd);
  }
}
