import { invalidDocument, type ByteSource } from "./byte-source.ts";
import { inflate } from "./inflate.ts";

const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;
const CENTRAL_HEADER = 0x02014b50;
const CENTRAL_HEADER_BYTES = 46;
const END_OF_DIRECTORY = 0x06054b50;
const END_OF_DIRECTORY_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const MAX_DIRECTORY_BYTES = 8 * 1024 * 1024;
const IS_ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;

/** More than any part of an honest document has; a bomb is refused before it is in memory. */
const MAX_PART_BYTES = 64 * 1024 * 1024;
/** More than all parts of a document that are read together. */
const MAX_READ_BYTES = 256 * 1024 * 1024;

interface Entry {
  /** Where its local header is. */
  position: number;
  method: number;
  compressedBytes: number;
  sizeBytes: number;
}

/** A ZIP archive that nobody trusts: it is read part by part, and never more than fits. */
export class ZipArchive {
  readonly #source: ByteSource;
  readonly #entries: ReadonlyMap<string, Entry>;
  #readBytes = 0;

  private constructor(source: ByteSource, entries: ReadonlyMap<string, Entry>) {
    this.#source = source;
    this.#entries = entries;
  }

  /** Reads the list of parts. Rejects with `invalid-data` for what is no archive, or one that is cut or encrypted. */
  static async open(source: ByteSource): Promise<ZipArchive> {
    const { position, lengthBytes, count } = await findDirectory(source);
    const bytes = await source.read(position, lengthBytes);
    if (bytes.length < lengthBytes) throw invalidDocument("its list of parts is cut");
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const entries = new Map<string, Entry>();
    let offset = 0;
    for (let index = 0; index < count; index += 1) {
      if (offset + CENTRAL_HEADER_BYTES > bytes.length || view.getUint32(offset, true) !== CENTRAL_HEADER) {
        throw invalidDocument("its list of parts is damaged");
      }
      const nameStart = offset + CENTRAL_HEADER_BYTES;
      const nameEnd = nameStart + view.getUint16(offset + 28, true);
      const entry = readEntry(view, offset);
      const end = entry.position + LOCAL_HEADER_BYTES + entry.compressedBytes;
      if (end > source.sizeBytes) throw invalidDocument("one of its parts is cut");
      entries.set(new TextDecoder().decode(bytes.subarray(nameStart, nameEnd)), entry);
      offset = nameEnd + view.getUint16(offset + 30, true) + view.getUint16(offset + 32, true);
    }
    return new ZipArchive(source, entries);
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
    const header = await this.#source.read(entry.position, LOCAL_HEADER_BYTES);
    const view = new DataView(header.buffer, header.byteOffset, header.length);
    if (header.length < LOCAL_HEADER_BYTES || view.getUint32(0, true) !== LOCAL_HEADER) {
      throw invalidDocument(`the part "${path}" is not where it should be`);
    }
    const start = entry.position + LOCAL_HEADER_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
    const stored = await this.#source.read(start, entry.compressedBytes);
    const bytes = entry.method === STORED ? stored : inflate(stored, entry.sizeBytes);
    if (bytes.length !== entry.sizeBytes) throw invalidDocument(`the part "${path}" is cut`);
    return bytes;
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

interface Directory {
  position: number;
  lengthBytes: number;
  count: number;
}

async function findDirectory(source: ByteSource): Promise<Directory> {
  const lengthBytes = Math.min(source.sizeBytes, END_OF_DIRECTORY_BYTES + MAX_COMMENT_BYTES);
  const tail = await source.read(source.sizeBytes - lengthBytes, lengthBytes);
  const view = new DataView(tail.buffer, tail.byteOffset, tail.length);
  for (let offset = tail.length - END_OF_DIRECTORY_BYTES; offset >= 0; offset -= 1) {
    if (view.getUint32(offset, true) !== END_OF_DIRECTORY) continue;
    const directory = {
      count: view.getUint16(offset + 10, true),
      lengthBytes: view.getUint32(offset + 12, true),
      position: view.getUint32(offset + 16, true),
    };
    if (directory.lengthBytes > MAX_DIRECTORY_BYTES) throw invalidDocument("its list of parts is too long");
    return directory;
  }
  throw invalidDocument("it is no ZIP archive, or cut");
}

function readEntry(view: DataView, offset: number): Entry {
  const method = view.getUint16(offset + 10, true);
  const entry = {
    position: view.getUint32(offset + 42, true),
    method,
    compressedBytes: view.getUint32(offset + 20, true),
    sizeBytes: view.getUint32(offset + 24, true),
  };
  if ((view.getUint16(offset + 8, true) & IS_ENCRYPTED) !== 0) throw invalidDocument("it is encrypted");
  if (method !== STORED && method !== DEFLATED) throw invalidDocument(`it is packed with the unknown method ${method}`);
  return entry;
}
