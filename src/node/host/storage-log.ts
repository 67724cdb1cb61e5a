import { closeSync, fdatasyncSync, fstatSync, ftruncateSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { HostError, type StorageLogPort } from "../../core/ports/index.ts";
import { placeSync, writeAllSync, writeNewSync } from "./durable.ts";
import { fileError } from "./file-error.ts";

/** {@link StorageLogPort} on a real file. */
export interface LocalStorageLog extends StorageLogPort {
  close(): void;
}

/** Opens a log of a device, `<dataDir>/<name>.log`. */
export function createStorageLog(dataDir: string, name: "storage" | "consent"): LocalStorageLog {
  const path = join(dataDir, `${name}.log`);
  const replacement = join(dataDir, `${name}.log.new`);
  rmSync(replacement, { force: true });
  let fd = openSync(path, "a+");
  let isOpen = true;

  const translated = <Result>(work: () => Result): Result => {
    // The number may be that of another file by now.
    if (!isOpen) throw new HostError("denied", "The device is closed");
    try {
      return work();
    } catch (error) {
      throw fileError("storage", error);
    }
  };
  return {
    readSync: () => translated(() => readFileSync(path)),
    appendSync: (bytes) =>
      translated(() => {
        const { size } = fstatSync(fd);
        try {
          writeAllSync(fd, bytes);
          fdatasyncSync(fd);
        } catch (error) {
          ftruncateSync(fd, size);
          throw error;
        }
      }),
    replaceSync: (bytes) =>
      translated(() => {
        rmSync(replacement, { force: true });
        writeNewSync(replacement, bytes);
        placeSync(replacement, path);
        closeSync(fd);
        fd = openSync(path, "a+");
      }),
    close() {
      isOpen = false;
      closeSync(fd);
    },
  };
}
