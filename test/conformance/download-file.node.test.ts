import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, inject } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import { DOWNLOAD_LIMIT, downloadFileSuite, type DownloadHost } from "./download-file.suite.ts";

async function createHost(): Promise<DownloadHost> {
  const dataDir = await mkdtemp(join(tmpdir(), "minihost-download-"));
  const device = await createDevice({ dataDir, limits: { downloadBytes: DOWNLOAD_LIMIT } });
  const locate = (path: string): string => join(dataDir, "tmp", path.slice("wxfile://tmp/".length));
  return {
    wx: device.wx,
    files: {
      stat: async (path) => ({ sizeBytes: (await stat(locate(path))).size }),
      read: async (path) => new Uint8Array(await readFile(locate(path))).buffer,
    },
    serverUrl: inject("serverUrl"),
    loseFolder: () => rm(join(dataDir, "tmp"), { recursive: true }),
    async close() {
      await device.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

describe("Node host", () => downloadFileSuite(createHost));
