import type { FilesOptions } from "./areas.ts";
import { lockDataDir } from "./data-dir-lock.ts";
import { createFileSystem, type LocalFileSystem } from "./file-system.ts";
import { createFiles, type LocalFiles } from "./files.ts";
import { createStorageLog, type LocalStorageLog } from "./storage-log.ts";

/** All that a device keeps. */
export interface DataDir {
  readonly files: LocalFiles;
  readonly fileSystem: LocalFileSystem;
  readonly storageLog: LocalStorageLog;
  readonly consentLog: LocalStorageLog;
  /** Removes temporary files and lets another device have the folder. */
  close(): Promise<void>;
}

/** Opens the folder of a device, and clears up after a process that was killed. Rejects while another device has it. */
export async function openDataDir(options: FilesOptions): Promise<DataDir> {
  const unlock = lockDataDir(options.dataDir);
  try {
    const files = await createFiles(options);
    const fileSystem = createFileSystem(options);
    const storageLog = createStorageLog(options.dataDir, "storage");
    const consentLog = createStorageLog(options.dataDir, "consent");
    return {
      files,
      fileSystem,
      storageLog,
      consentLog,
      async close() {
        await files.close();
        fileSystem.close();
        storageLog.close();
        consentLog.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}
