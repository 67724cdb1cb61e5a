import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createDecompressor,
  createHttp,
  createPersonalDisk,
  openDataDir,
  type SavedToDisk,
} from "../../src/node/host/index.ts";
import { createStoredDevice, createStoredHost, type CreateStoredHost } from "./stored-device.ts";

/** Makes a host that keeps everything in a folder of its own. */
export const createNodeStoredHost: CreateStoredHost = async (settings) => {
  const folder = await mkdtemp(join(tmpdir(), "minihost-stored-"));
  await mkdir(join(folder, "package/images"), { recursive: true });
  await writeFile(join(folder, "package/images/a.png"), "picture");
  const open = async (): ReturnType<Parameters<typeof createStoredHost>[0]> => {
    const dataDir = join(folder, "data");
    const { files, fileSystem, storageLog, close } = await openDataDir({
      dataDir,
      packageRoot: join(folder, "package"),
    });
    const saved: SavedToDisk[] = [];
    const personalDisk = {
      ...createPersonalDisk(saved, dataDir, files),
      read: () =>
        Promise.all(saved.map(async ({ name, source }) => ({ name, bytes: new Uint8Array(await readFile(source)) }))),
    };
    const http = createHttp(files);
    const ports = { files, fileSystem, storageLog, decompressor: createDecompressor(), personalDisk, http };
    return {
      device: createStoredDevice(ports, settings),
      async close() {
        await http.close();
        await close();
      },
    };
  };
  return createStoredHost(open, () => rm(folder, { recursive: true }));
};
