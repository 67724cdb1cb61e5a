import {
  createMemoryDecompressor,
  createMemoryDisk,
  createMemoryFiles,
  createMemoryFileSystem,
  createMemoryPersonalDisk,
  createMemoryStorageLog,
} from "../../src/testing/index.ts";
import { createStoredDevice, createStoredHost, type CreateStoredHost } from "./stored-device.ts";

/** Makes a host that keeps everything in memory. */
export const createMemoryStoredHost: CreateStoredHost = (settings) => {
  const disk = createMemoryDisk();
  return createStoredHost(async () => {
    const files = createMemoryFiles(disk);
    files.add("/images/a.png", "picture");
    const { save, saved } = createMemoryPersonalDisk(files);
    const ports = {
      files,
      fileSystem: createMemoryFileSystem(disk),
      storageLog: createMemoryStorageLog(disk, "storageLog"),
      decompressor: createMemoryDecompressor(),
      personalDisk: {
        save,
        read: async () => saved.map(({ name, bytes }) => ({ name, bytes: Uint8Array.from(bytes) })),
      },
    };
    return { device: createStoredDevice(ports, settings), close: async () => {} };
  });
};
