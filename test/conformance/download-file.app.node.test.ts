import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, inject } from "vitest";
import { createAppHost } from "./app-host.ts";
import { DOWNLOAD_LIMIT, downloadFileSuite, type DownloadHost } from "./download-file.suite.ts";

async function createHost(): Promise<DownloadHost> {
  const dataDir = await mkdtemp(join(tmpdir(), "minihost-download-"));
  const { device, wx } = await createAppHost({ dataDir, limits: { downloadBytes: DOWNLOAD_LIMIT } });
  const locate = (path: string): string => join(dataDir, "tmp", path.slice("wxfile://tmp/".length));
  return {
    wx,
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

describe("an app on a headless device", () => downloadFileSuite(createHost));
