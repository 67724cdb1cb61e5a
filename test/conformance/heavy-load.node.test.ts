import { mkdtemp, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, inject } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import { heavyLoadSuite, LIMIT_MS, type HeavyLoadHost } from "./heavy-load.suite.ts";
import { askOnce, countBusySockets, countOpenResources, watchTimers } from "./open-resources.ts";

const GIBIBYTE = 1024 ** 3;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

async function createHost(): Promise<HeavyLoadHost> {
  const before = await countOpenResources();
  const socketsBefore = countBusySockets();
  const timers = watchTimers(LIMIT_MS);
  const packageRoot = await mkdtemp(join(tmpdir(), "minihost-heavy-"));
  const dataDir = await mkdtemp(join(tmpdir(), "minihost-heavy-"));
  const device = await createDevice({ packageRoot, dataDir, limits: { downloadBytes: GIBIBYTE } });
  return {
    wx: device.wx,
    serverUrl: inject("serverUrl"),
    largeBytes: GIBIBYTE,
    ask: askOnce,
    async addFile(sizeBytes) {
      // A file with a hole: it takes no place.
      await writeFile(join(packageRoot, "large.bin"), "");
      await truncate(join(packageRoot, "large.bin"), sizeBytes);
      return "/large.bin";
    },
    sizeOf: async (path) => (await stat(join(dataDir, "tmp", path.slice("wxfile://tmp/".length)))).size,
    takenMemory: async () => process.memoryUsage.rss(),
    async keptMemory() {
      collectGarbage();
      const { heapUsed, external } = process.memoryUsage();
      return heapUsed + external;
    },
    openCounts: async () => ({ requests: countBusySockets() - socketsBefore, timers: timers.runningCount() }),
    async close() {
      timers.stop();
      await device.close();
      await Promise.all([packageRoot, dataDir].map((folder) => rm(folder, { recursive: true })));
      expect(await countOpenResources()).toEqual(before);
    },
  };
}

describe("Node host", () => heavyLoadSuite(createHost));
