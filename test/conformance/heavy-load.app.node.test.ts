import { describe } from "vitest";
import { createAppHost } from "./app-host.ts";
import { heavyLoadSuite, LIMIT_MS, type HeavyLoadHost } from "./heavy-load.suite.ts";
import { keptMemory, takenMemory } from "./process-memory.ts";
import { watchDevice } from "./watched-device.ts";

const GIBIBYTE = 1024 ** 3;

async function createHost(): Promise<HeavyLoadHost> {
  const limits = { downloadBytes: GIBIBYTE };
  const watched = await watchDevice((options) => createAppHost({ ...options, limits }), LIMIT_MS);
  return { ...watched, largeBytes: GIBIBYTE, takenMemory, keptMemory };
}

describe("an app on a headless device", () => heavyLoadSuite(createHost));
