import { mkdtemp, readdir, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject } from "vitest";
import type { Device, DeviceOptions } from "../../src/node/index.ts";
import { askOnce, countBusySockets, countOpenResources, watchTimers } from "./open-resources.ts";
import type { Ask } from "./server-log.ts";

/** What a test sees of a headless device in a process that does nothing else. */
export interface WatchedDevice {
  readonly serverUrl: string;
  readonly ask: Ask;
  /** Makes a package file of so many zeros, which takes no place on the disk, and resolves with its path. */
  addFile(sizeBytes: number): Promise<string>;
  /** Size of a temporary file. */
  sizeOf(path: string): Promise<number>;
  /** Counts the temporary files, the connections that are in use and the running time limits. */
  openCounts(): Promise<{ files: number; requests: number; timers: number }>;
  /** Closes the device, and rejects when it left something open. */
  close(): Promise<void>;
}

/** Makes a device with folders of its own, and watches it. `timeLimitMs` is that of the calls. */
export async function watchDevice<Started extends { device: Device }>(
  start: (options: DeviceOptions) => Promise<Started>,
  timeLimitMs?: number,
): Promise<Started & WatchedDevice> {
  const before = await countOpenResources();
  const socketsBefore = countBusySockets();
  const timers = watchTimers(timeLimitMs);
  const packageRoot = await mkdtemp(join(tmpdir(), "minihost-watched-"));
  const dataDir = await mkdtemp(join(tmpdir(), "minihost-watched-"));
  const started = await start({ packageRoot, dataDir });
  let fileCount = 0;
  return {
    ...started,
    serverUrl: inject("serverUrl"),
    ask: askOnce,
    async addFile(sizeBytes) {
      fileCount += 1;
      const path = join(packageRoot, `${fileCount}.bin`);
      await writeFile(path, "");
      await truncate(path, sizeBytes);
      return `/${fileCount}.bin`;
    },
    sizeOf: async (path) => (await stat(join(dataDir, "tmp", path.slice("wxfile://tmp/".length)))).size,
    openCounts: async () => ({
      files: (await readdir(join(dataDir, "tmp"))).length,
      requests: countBusySockets() - socketsBefore,
      timers: timers.runningCount(),
    }),
    async close() {
      timers.stop();
      await started.device.close();
      await Promise.all([packageRoot, dataDir].map((folder) => rm(folder, { recursive: true })));
      expect(await countOpenResources()).toEqual(before);
    },
  };
}

/** What a callback of an app threw: an app is told of errors as text. */
export function readErrors(texts: readonly string[]): Error[] {
  return texts.map((text) => new Error(/^Error: (.*)/.exec(text)?.[1]));
}
