import { HostError } from "../ports/index.ts";
import { crc32 } from "../protocol/index.ts";
import type { ByteSource } from "./byte-source.ts";
import { inflate } from "./inflate.ts";

const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;
const CENTRAL_HEADER = 0x02014b50;
const CENTRAL_HEADER_BYTES = 46;
const END_OF_DIRECTORY = 0x06054b50;
const END_OF_DIRECTORY_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
/** More than the directory of an honest file has. */
const MAX_DIRECTORY_BYTES = 16 * 1024 * 1024;
const IS_ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;

/** A file or directory in a ZIP file, as its directory tells. */
export interface ZipEntry {
  /** With slashes; that of a directory ends with one. */
  readonly path: string;
  readonly isDirectory: boolean;
  /** Bytes of the content. */
  readonly sizeBytes: number;
  readonly compressedBytes: number;
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly checksum: number;
  readonly headerPosition: number;
}

/** A ZIP file that nobody trusts: its entries are read one by one, and none has more bytes than its directory says. */
export class ZipFile {
  readonly #source: ByteSource;
  readonly entries: readonly ZipEntry[];

  private constructor(source: ByteSource, entries: readonly ZipEntry[]) {
    this.#source = source;
    this.entries = entries;
  }

  /** Reads the directory. Rejects with `invalid-data` for what is no ZIP file, is damaged, or is larger than ZIP was made for. */
  static async open(source: ByteSource): Promise<ZipFile> {
    const { position, lengthBytes, count } = await findDirectory(source);
    const bytes = await source.read(position, lengthBytes);
    if (bytes.length < lengthBytes) throw invalidZip("its directory is cut");
    const entries = readDirectory(bytes, count);
    for (const { headerPosition, compressedBytes, path } of entries) {
      const isWhole = headerPosition + LOCAL_HEADER_BYTES + compressedBytes <= position;
      if (!isWhole) throw invalidZip(`"${path}" is cut`);
    }
    return new ZipFile(source, entries);
  }

  /** Reads the content of an entry. Rejects with `invalid-data` when it is damaged, encrypted, or packed in an unknown way. */
  async read({ path, ...entry }: ZipEntry): Promise<Uint8Array<ArrayBuffer>> {
    if (entry.isEncrypted) throw invalidZip(`"${path}" is encrypted`);
    if (entry.method !== STORED && entry.method !== DEFLATED) {
      throw invalidZip(`"${path}" is packed with the unknown method ${entry.method}`);
    }
    const header = viewOf(await this.#source.read(entry.headerPosition, LOCAL_HEADER_BYTES));
    if (header.byteLength < LOCAL_HEADER_BYTES || header.getUint32(0, true) !== LOCAL_HEADER) {
      throw invalidZip(`"${path}" is not where it should be`);
    }
    const namesBytes = header.getUint16(26, true) + header.getUint16(28, true);
    const start = entry.headerPosition + LOCAL_HEADER_BYTES + namesBytes;
    const packed = await this.#source.read(start, entry.compressedBytes);
    if (packed.length < entry.compressedBytes) throw invalidZip(`"${path}" is cut`);
    const bytes = entry.method === STORED ? packed : inflate(packed, entry.sizeBytes);
    if (bytes.length !== entry.sizeBytes || crc32(bytes) !== entry.checksum) throw invalidZip(`"${path}" is damaged`);
    return bytes;
  }
}

interface Directory {
  position: number;
  lengthBytes: number;
  count: number;
}

async function findDirectory(source: ByteSource): Promise<Directory> {
  const tailBytes = Math.min(source.sizeBytes, END_OF_DIRECTORY_BYTES + MAX_COMMENT_BYTES);
  const tailPosition = source.sizeBytes - tailBytes;
  const view = viewOf(await source.read(tailPosition, tailBytes));
  let offset = view.byteLength - END_OF_DIRECTORY_BYTES;
  while (offset >= 0 && view.getUint32(offset, true) !== END_OF_DIRECTORY) offset -= 1;
  if (offset < 0) throw invalidZip("it is none, or cut");
  const directory = {
    count: view.getUint16(offset + 10, true),
    lengthBytes: view.getUint32(offset + 12, true),
    position: view.getUint32(offset + 16, true),
  };
  const { position, lengthBytes } = directory;
  if (position + lengthBytes > tailPosition + offset) throw invalidZip("its directory is cut");
  if (lengthBytes > MAX_DIRECTORY_BYTES) throw invalidZip("its directory is too long");
  return directory;
}

function readDirectory(bytes: Uint8Array<ArrayBuffer>, count: number): ZipEntry[] {
  const view = viewOf(bytes);
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + CENTRAL_HEADER_BYTES > bytes.length || view.getUint32(at, true) !== CENTRAL_HEADER) {
      throw invalidZip("its directory is damaged");
    }
    const nameEnd = at + CENTRAL_HEADER_BYTES + view.getUint16(at + 28, true);
    const next = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > bytes.length) throw invalidZip("its directory is damaged");
    const path = new TextDecoder().decode(bytes.subarray(at + CENTRAL_HEADER_BYTES, nameEnd));
    entries.push({
      path,
      isDirectory: path.endsWith("/"),
      isEncrypted: (view.getUint16(at + 8, true) & IS_ENCRYPTED) !== 0,
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
      compressedBytes: view.getUint32(at + 20, true),
      sizeBytes: view.getUint32(at + 24, true),
      headerPosition: view.getUint32(at + 42, true),
    });
    at = next;
  }
  return entries;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

function invalidZip(problem: string): HostError {
  return new HostError("invalid-data", `The ZIP file can't be read: ${problem}`);
}
