import {
  createMemoryDecompressor,
  createMemoryDisk,
  createMemoryFiles,
  createMemoryFileSystem,
  createMemoryStorageLog,
} from "../../src/testing/index.ts";
import { createStoredDevice, createStoredHost, type CreateStoredHost } from "./stored-device.ts";

/** Makes a host that keeps everything in memory. */
export const createMemoryStoredHost: CreateStoredHost = (settings) => {
  const disk = createMemoryDisk();
  return createStoredHost(async () => {
    const files = createMemoryFiles(disk);
    files.add("/images/a.png", "picture");
    const ports = {
      files,
      fileSystem: createMemoryFileSystem(disk),
      storageLog: createMemoryStorageLog(disk, "storageLog"),
      decompressor: createMemoryDecompressor(),
    };
    return { device: createStoredDevice(ports, settings), close: async () => {} };
  });
};
