import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import type { UploadHost } from "./upload-file.suite.ts";

/** Makes a device whose package is a new folder: there, files have the names that a test wants. */
export async function createNodeUploadHost(): Promise<UploadHost> {
  const packageRoot = await mkdtemp(join(tmpdir(), "minihost-upload-"));
  const device = await createDevice({ packageRoot });
  return {
    wx: device.wx,
    serverUrl: inject("serverUrl"),
    async addFile(name, bytes) {
      // A backslash separates folders on some systems, so files can't have it in their names.
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
