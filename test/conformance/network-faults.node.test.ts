import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, inject } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import { networkFaultsSuite, type FaultyNetworkHost } from "./network-faults.suite.ts";
import { askOnce, countOpenResources, watchTimers } from "./open-resources.ts";

async function createHost(): Promise<FaultyNetworkHost> {
  const before = await countOpenResources();
  const timers = watchTimers();
  const packageRoot = await mkdtemp(join(tmpdir(), "minihost-faults-"));
  const errors: unknown[] = [];
  const device = await createDevice({ packageRoot, onError: (error) => errors.push(error) });
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
    async close() {
      timers.stop();
      // Of calls that have ended, before the device is closed.
      expect(timers.runningCount()).toBe(0);
      await device.close();
      await rm(packageRoot, { recursive: true });
      expect(await countOpenResources()).toEqual(before);
    },
  };
}

describe("Node host", () => networkFaultsSuite(createHost));
