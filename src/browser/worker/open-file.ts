import type { OpenFile } from "../../core/ports/index.ts";
import type { HandleFile } from "./temporaries.ts";
import { readBlobSync } from "./volume/readable.ts";
import { StoredFile } from "./volume/stored-file.ts";
import { denied, translated } from "./volume/volume-error.ts";
import type { Volume } from "./volume/volume.ts";

/** Opens a file of the volume; failures are said of `path`. */
export function openStoredFile(path: string, volume: Volume, file: StoredFile, isWritable: boolean): OpenFile {
  const write = (work: () => void): void => {
    if (!isWritable) throw denied(path, "was opened to read");
    translated(path, work);
  };
  volume.use(file);
  return {
    statSync: () => ({
      isDirectory: false,
      sizeBytes: file.sizeBytes,
      modifiedMs: file.modifiedMs,
      accessedMs: file.modifiedMs,
    }),
    readSync: (target, position) => translated(path, () => volume.read(file, target, position)),
    writeSync: (bytes, position) => write(() => volume.write(file, bytes, position)),
    truncateSync: (lengthBytes) => write(() => volume.truncate(file, lengthBytes)),
    flushSync: () => translated(path, () => volume.flush(file)),
    closeSync: () =>
      translated(path, () => {
        try {
          volume.flush(file);
        } finally {
          volume.unuse(file);
        }
      }),
  };
}

/** Opens a handle to read; failures are said of `path`. */
export function openBlob(
  path: string,
  { blob, modifiedMs }: HandleFile,
  reader: Pick<FileReaderSync, "readAsArrayBuffer">,
): OpenFile {
  const refuse = (): never => {
    throw denied(path, "can't be written");
  };
  return {
    statSync: () => ({ isDirectory: false, sizeBytes: blob.size, modifiedMs, accessedMs: modifiedMs }),
    readSync: (target, position) =>
      translated(path, () => {
        const bytes = readBlobSync(blob.slice(position, position + target.length), reader);
        target.set(bytes);
        return bytes.length;
      }),
    writeSync: refuse,
    truncateSync: refuse,
    flushSync() {},
    closeSync() {},
  };
}
