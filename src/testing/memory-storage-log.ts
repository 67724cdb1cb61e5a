import type { StorageLogPort } from "../core/ports/index.ts";
import type { MemoryDisk } from "./memory-disk.ts";

/** Makes the log of a disk. */
export function createMemoryStorageLog(disk: MemoryDisk): StorageLogPort {
  return {
    readSync: () => disk.storageLog.slice(),
    appendSync(bytes) {
      const longer = new Uint8Array(disk.storageLog.length + bytes.length);
      longer.set(disk.storageLog);
      longer.set(bytes, disk.storageLog.length);
      disk.storageLog = longer;
    },
    replaceSync(bytes) {
      disk.storageLog = new Uint8Array(bytes);
    },
  };
}
