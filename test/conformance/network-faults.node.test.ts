import { mkdtemp, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, inject } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import { networkFaultsSuite, type FaultyNetworkHost } from "./network-faults.suite.ts";
import { askOnce, countBusySockets, countOpenResources, watchTimers } from "./open-resources.ts";

async function createHost(): Promise<FaultyNetworkHost> {
  const before = await countOpenResources();
  const socketsBefore = countBusySockets();
  const timers = watchTimers();
  const packageRoot = await mkdtemp(join(tmpdir(), "minihost-faults-"));
  const errors: unknown[] = [];
  const dataDir = await mkdtemp(join(tmpdir(), "minihost-faults-"));
  const device = await createDevice({ packageRoot, dataDir, onError: (error) => errors.push(error) });
  let fileCount = 0;
  return {
    wx: device.wx,
    errors,
    serverUrl: inject("serverUrl"),
    tlsUrl: inject("tlsUrl"),
    ask: askOnce,
    async addFile(sizeBytes) {
      fileCount += 1;
      const path = join(packageRoot, `${fileCount}.bin`);
      await writeFile(path, "");
      await truncate(path, sizeBytes);
      return `/${fileCount}.bin`;
    },
    openCounts: async () => ({
      files: (await readdir(join(dataDir, "tmp"))).length,
      requests: countBusySockets() - socketsBefore,
      timers: timers.runningCount(),
    }),
    async close() {
      timers.stop();
      await device.close();
      await Promise.all([packageRoot, dataDir].map((folder) => rm(folder, { recursive: true })));
      expect(await countOpenResources()).toEqual(before);
    },
  };
}

describe("Node host", () => networkFaultsSuite(createHost));
