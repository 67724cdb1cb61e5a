import type { StorageLogPort } from "../core/ports/index.ts";
import type { MemoryDisk } from "./memory-disk.ts";

/** Makes a log of a disk. */
export function createMemoryStorageLog(disk: MemoryDisk, name: "storageLog" | "consentLog"): StorageLogPort {
  return {
    readSync: () => disk[name].slice(),
    appendSync(bytes) {
      const longer = new Uint8Array(disk[name].length + bytes.length);
      longer.set(disk[name]);
      longer.set(bytes, disk[name].length);
      disk[name] = longer;
    },
    replaceSync(bytes) {
      disk[name] = new Uint8Array(bytes);
    },
  };
}
