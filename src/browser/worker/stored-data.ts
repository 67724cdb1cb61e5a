import { HostError, isHostError } from "../../core/ports/index.ts";
import { lockApp, type LockPlatform } from "./app-lock.ts";
import { STORED_AREAS } from "./file-system.ts";
import type { BlobPlatform } from "./volume/contents.ts";
import type { Disk } from "./volume/disk.ts";
import { openOpfsDisk } from "./volume/opfs-disk.ts";
import { TwinLog } from "./volume/twin-log.ts";
import { openElsewhere } from "./volume/volume-error.ts";
import { Volume } from "./volume/volume.ts";

/** What keeping data needs of the Worker. */
export interface StoredDataPlatform extends LockPlatform, BlobPlatform {
  /** Absent in pages that came over plain HTTP from another machine. */
  storage?: Pick<StorageManager, "getDirectory">;
  FileSystemFileHandle?: typeof FileSystemFileHandle;
  indexedDB: IDBFactory;
  IDBKeyRange: typeof IDBKeyRange;
  crypto: Pick<Crypto, "getRandomValues">;
}

/** What stays of an app, or why nothing does. */
export interface StoredData {
  volume: Volume | HostError;
  storageLog: TwinLog | HostError;
  consentLog: TwinLog | HostError;
  /** Lets another tab have it; resolves when all of it is durable. */
  close(): Promise<void>;
}

/** Opens what stays of an app: in the origin private file system, in a database where there is none, or nowhere in a second tab. */
export async function openStoredData(appId: string, platform: StoredDataPlatform): Promise<StoredData> {
  try {
    const name = `minihost/${encodeURIComponent(appId)}`;
    const release = await lockApp(name, platform);
    if (release === undefined) throw openElsewhere();
    try {
      return await openDisk(name, platform, release);
    } catch (error) {
      release();
      throw error;
    }
  } catch (cause) {
    const error = isHostError(cause)
      ? cause
      : new HostError("not-supported", `This browser keeps no files for this page: ${String(cause)}`, { cause });
    return { volume: error, storageLog: error, consentLog: error, async close() {} };
  }
}

async function openDisk(name: string, platform: StoredDataPlatform, release: () => void): Promise<StoredData> {
  const disk = (await openFiles(name, platform)) ?? (await openDatabase(name, platform));
  try {
    const [volume, storageLog, consentLog] = await Promise.all([
      Volume.open(disk, STORED_AREAS, platform),
      TwinLog.open(disk, "storage"),
      TwinLog.open(disk, "consent"),
    ]);
    return {
      volume,
      storageLog,
      consentLog,
      async close() {
        try {
          await disk.saved();
        } finally {
          disk.close();
          release();
        }
      },
    };
  } catch (error) {
    disk.close();
    throw error;
  }
}

/** Resolves with nothing where files can't be opened synchronously. */
async function openFiles(name: string, platform: StoredDataPlatform): Promise<Disk | undefined> {
  const { storage, FileSystemFileHandle } = platform;
  if (storage === undefined || !("createSyncAccessHandle" in (FileSystemFileHandle?.prototype ?? {}))) return undefined;
  let directory: FileSystemDirectoryHandle;
  try {
    directory = await storage.getDirectory();
  } catch {
    // Private windows of some browsers have a database only.
    return undefined;
  }
  // An application id of dots would be no name.
  for (const part of name.split("/")) directory = await directory.getDirectoryHandle(`${part}_`, { create: true });
  return openOpfsDisk(directory, () => newName(platform));
}

async function openDatabase(name: string, platform: StoredDataPlatform): Promise<Disk> {
  const { openIndexedDbDisk } = await import("./volume/indexed-db-disk.ts");
  return openIndexedDbDisk(platform, name, () => newName(platform));
}

function newName({ crypto }: Pick<StoredDataPlatform, "crypto">): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
