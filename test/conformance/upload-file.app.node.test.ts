import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, inject } from "vitest";
import { createAppHost } from "./app-host.ts";
import { uploadFileSuite, type UploadHost } from "./upload-file.suite.ts";

async function createHost(): Promise<UploadHost> {
  const packageRoot = await mkdtemp(join(tmpdir(), "minihost-upload-"));
  const { device, wx } = await createAppHost({ packageRoot });
  return {
    wx,
    serverUrl: inject("serverUrl"),
    async addFile(name, bytes) {
      const possible = name.replaceAll("\\", "");
      await writeFile(join(packageRoot, possible), bytes);
      return `/${possible}`;
    },
    async close() {
      await device.close();
      await rm(packageRoot, { recursive: true });
    },
  };
}

describe("an app on a headless device", () => uploadFileSuite(createHost));
