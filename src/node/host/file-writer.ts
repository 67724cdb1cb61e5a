import { open, rm, type FileHandle } from "node:fs/promises";
import { fileError } from "./file-error.ts";

/** Few large writes cost less than a write for each piece that arrives. */
const BATCH_BYTES = 1024 * 1024;

/** A new file that is written from start to end; one batch is gathered while the one before goes to disk. */
export class FileWriter {
  /** The local path. */
  readonly path: string;
  readonly #machinePath: string;
  readonly #file: FileHandle;
  #batch: Buffer[] = [];
  #batchBytes = 0;
  #writing: Promise<void> = Promise.resolve();

  private constructor(path: string, machinePath: string, file: FileHandle) {
    this.path = path;
    this.#machinePath = machinePath;
    this.#file = file;
  }

  /** Makes the file, which must not exist. */
  static async open(path: string, machinePath: string): Promise<FileWriter> {
    try {
      return new FileWriter(path, machinePath, await open(machinePath, "wx"));
    } catch (error) {
      throw fileError(path, error);
    }
  }

  /** Takes the next piece, which must not change any more. Resolves when there is room for another. */
  async write(piece: Buffer): Promise<void> {
    this.#batch.push(piece);
    this.#batchBytes += piece.length;
    if (this.#batchBytes >= BATCH_BYTES) await this.#startWriting();
  }

  /** Writes what is left, replaces the first bytes by `head`, and closes the file. */
  async finish(head: Uint8Array = new Uint8Array()): Promise<void> {
    if (this.#batchBytes > 0) await this.#startWriting();
    await this.#writing;
    if (head.length > 0) await this.#replaceHead(head);
    await this.#file.close();
  }

  /** Closes the file, whatever became of it, and removes it. */
  async discard(): Promise<void> {
    await this.#writing.catch(() => {});
    // After `finish` it is closed, which is no failure.
    await this.#file.close();
    await rm(this.#machinePath, { force: true });
  }

  async #replaceHead(head: Uint8Array): Promise<void> {
    try {
      await this.#file.write(head, 0, head.length, 0);
    } catch (error) {
      throw fileError(this.path, error);
    }
  }

  async #startWriting(): Promise<void> {
    await this.#writing;
    this.#writing = this.#writeAll(this.#batch);
    // Whoever writes, finishes or discards next meets the failure.
    this.#writing.catch(() => {});
    this.#batch = [];
    this.#batchBytes = 0;
  }

  async #writeAll(pieces: Buffer[]): Promise<void> {
    try {
      let { bytesWritten: written } = await this.#file.writev(pieces);
      // The operating system may take less than all of it.
      for (const piece of pieces) {
        for (; written < piece.length; written += (await this.#file.write(piece, written)).bytesWritten);
        written -= piece.length;
      }
    } catch (error) {
      throw fileError(this.path, error);
    }
  }
}
