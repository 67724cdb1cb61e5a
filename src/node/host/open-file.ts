import { closeSync, constants, fdatasyncSync, fstatSync, ftruncateSync, openSync, readSync, type Stats } from "node:fs";
import { HostError, type FileEntry, type OpenFile, type OpenMode } from "../../core/ports/index.ts";
import { writeAllSync } from "./durable.ts";
import { fileError, notFound } from "./file-error.ts";

// Opening a named pipe would wait for the other end. A symbolic link might lead out of the area.
const FLAGS = (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/** What a port tells of a file or directory of this machine. */
export function toEntry(stats: Stats): FileEntry {
  const isDirectory = stats.isDirectory();
  return {
    isDirectory,
    sizeBytes: isDirectory ? 0 : stats.size,
    modifiedMs: stats.mtimeMs,
    accessedMs: stats.atimeMs,
  };
}

/** Opens a regular file; failures are said of `path`. Calls `onClose` when it is closed. */
export function openFileSync(path: string, machinePath: string, mode: OpenMode, onClose: () => void): OpenFile {
  let isOpen = true;
  const translated = <Result>(work: () => Result): Result => {
    // The number may be that of another file by now.
    if (!isOpen) throw new HostError("denied", `"${path}" is closed`);
    try {
      return work();
    } catch (error) {
      throw fileError(path, error);
    }
  };
  const fd = translated(() =>
    openSync(machinePath, FLAGS | (mode === "write" ? constants.O_RDWR : constants.O_RDONLY)),
  );
  if (!fstatSync(fd).isFile()) {
    closeSync(fd);
    throw notFound(path);
  }
  let isChanged = false;
  const flush = (): void => {
    if (isChanged) fdatasyncSync(fd);
    isChanged = false;
  };
  return {
    statSync: () => translated(() => toEntry(fstatSync(fd))),
    readSync: (target, position) =>
      translated(() => {
        let filled = 0;
        while (filled < target.length) {
          const count = readSync(fd, target, filled, target.length - filled, position + filled);
          if (count === 0) break;
          filled += count;
        }
        return filled;
      }),
    writeSync: (bytes, position) =>
      translated(() => {
        isChanged = true;
        writeAllSync(fd, bytes, position);
      }),
    truncateSync: (lengthBytes) =>
      translated(() => {
        isChanged = true;
        ftruncateSync(fd, lengthBytes);
      }),
    flushSync: () => translated(flush),
    closeSync: () =>
      translated(() => {
        onClose();
        try {
          flush();
        } finally {
          isOpen = false;
          closeSync(fd);
        }
      }),
  };
}
