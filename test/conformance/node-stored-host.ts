import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDecompressor, createHttp, openDataDir } from "../../src/node/host/index.ts";
import { createStoredDevice, createStoredHost, type CreateStoredHost } from "./stored-device.ts";

/** Makes a host that keeps everything in a folder of its own. */
export const createNodeStoredHost: CreateStoredHost = async (settings) => {
  const folder = await mkdtemp(join(tmpdir(), "minihost-stored-"));
  await mkdir(join(folder, "package/images"), { recursive: true });
  await writeFile(join(folder, "package/images/a.png"), "picture");
  const open = async (): ReturnType<Parameters<typeof createStoredHost>[0]> => {
    const { files, fileSystem, storageLog, close } = await openDataDir({
      dataDir: join(folder, "data"),
      packageRoot: join(folder, "package"),
    });
    const http = createHttp(files);
    const ports = { files, fileSystem, storageLog, decompressor: createDecompressor(), http };
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
