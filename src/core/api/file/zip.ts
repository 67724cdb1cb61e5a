import type { FilesPort } from "../../ports/index.ts";
import { crc32 } from "../../protocol/index.ts";
import { fileFailure } from "./file-failure.ts";

/** The end of the directory with the longest comment that a ZIP file can have. */
const MAX_END_BYTES = 22 + 0xffff;
const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
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

/** Lists what is in a ZIP file. Rejects with `unzip open file fail` when it is none, is damaged, or is larger than ZIP was made for. */
export async function listZip(files: FilesPort, path: string): Promise<ZipEntry[]> {
  const { sizeBytes } = await files.stat(path);
  const endPosition = Math.max(0, sizeBytes - MAX_END_BYTES);
  const end = new DataView(await files.read(path, endPosition));
  let at = end.byteLength - 22;
  while (at >= 0 && end.getUint32(at, true) !== END_SIGNATURE) at -= 1;
  if (at < 0) throw fileFailure("unzip open");
  const count = end.getUint16(at + 10, true);
  const length = end.getUint32(at + 12, true);
  const position = end.getUint32(at + 16, true);
  if (position + length > endPosition + at) throw fileFailure("unzip open");
  return readDirectory(new DataView(await files.read(path, position, length)), count);
}

/** Reads the content of a file in a ZIP file. Rejects with `unzip entry fail` when it is damaged or can't be read. */
export async function readZipFile(files: FilesPort, path: string, entry: ZipEntry): Promise<Uint8Array> {
  const { headerPosition, compressedBytes, sizeBytes, method, isEncrypted } = entry;
  const header = new DataView(await files.read(path, headerPosition, 30));
  const isReadable = header.byteLength === 30 && header.getUint32(0, true) === LOCAL_SIGNATURE;
  if (!isReadable || isEncrypted || (method !== STORED && method !== DEFLATED)) throw fileFailure("unzip entry");
  const start = headerPosition + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  const packed = new Uint8Array(await files.read(path, start, compressedBytes));
  if (packed.length !== compressedBytes) throw fileFailure("unzip entry");
  const bytes = method === STORED ? packed : await inflate(packed, sizeBytes);
  if (bytes.length !== sizeBytes || crc32(bytes) !== entry.checksum) throw fileFailure("unzip entry");
  return bytes;
}

function readDirectory(view: DataView, count: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== ENTRY_SIGNATURE) throw fileFailure("unzip open");
    const nameLength = view.getUint16(at + 28, true);
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > view.byteLength) throw fileFailure("unzip open");
    const path = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength));
    entries.push({
      path,
      isDirectory: path.endsWith("/"),
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
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

/** Never gives more than the directory said, whatever the stream holds. */
async function inflate(packed: Uint8Array, sizeBytes: number): Promise<Uint8Array> {
  const { inflateSync } = await import("fflate");
  try {
    return inflateSync(packed, { out: new Uint8Array(sizeBytes) });
  } catch (cause) {
    throw fileFailure("unzip entry", "", cause);
  }
}
