import { ZipFile, type ByteSource, type ZipEntry } from "../archive/index.ts";
import { invalidDocument } from "./invalid-document.ts";

/** More than any part of an honest document has; a bomb is refused before it is in memory. */
const MAX_PART_BYTES = 64 * 1024 * 1024;
/** More than all parts of a document that are read together. */
const MAX_READ_BYTES = 256 * 1024 * 1024;

/** The parts of a document in a ZIP file: never more is read than fits. */
export class ZipArchive {
  readonly #file: ZipFile;
  readonly #entries: ReadonlyMap<string, ZipEntry>;
  #readBytes = 0;

  private constructor(file: ZipFile) {
    this.#file = file;
    this.#entries = new Map(file.entries.map((entry) => [entry.path, entry]));
  }

  /** Reads the list of parts. Rejects with `invalid-data` for what is no archive, or one that is cut or encrypted. */
  static async open(source: ByteSource): Promise<ZipArchive> {
    const file = await ZipFile.open(source);
    if (file.entries.some(({ isEncrypted }) => isEncrypted)) throw invalidDocument("it is encrypted");
    return new ZipArchive(file);
  }

  /** The paths of all parts. */
  get paths(): string[] {
    return [...this.#entries.keys()];
  }

  /** Whether there is such a part. */
  has(path: string): boolean {
    return this.#entries.has(path);
  }

  /** Reads a part. Rejects with `invalid-data` when it is missing, damaged or larger than it says, or than anybody needs. */
  async read(path: string): Promise<Uint8Array<ArrayBuffer>> {
    const entry = this.#entries.get(path);
    if (entry === undefined) throw invalidDocument(`it has no part "${path}"`);
    this.#readBytes += entry.sizeBytes;
    if (entry.sizeBytes > MAX_PART_BYTES || this.#readBytes > MAX_READ_BYTES) {
      throw invalidDocument(`with the ${entry.sizeBytes} bytes of "${path}" it is too large`);
    }
    return this.#file.read(entry);
  }

  /** Reads a part as text. Rejects as {@link read} does, and for what is not UTF-8 or UTF-16. */
  async readText(path: string): Promise<string> {
    const bytes = await this.read(path);
    const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch (cause) {
      throw invalidDocument(`the part "${path}" is no text`, cause);
    }
  }
}
