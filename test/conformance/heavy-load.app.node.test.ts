import { describe } from "vitest";
import { createAppHost } from "./app-host.ts";
import { GIBIBYTE, heavyLoadSuite, LIMIT_MS, type HeavyLoadHost } from "./heavy-load.suite.ts";
import { keptMemory, takenMemory } from "./process-memory.ts";
import { watchDevice } from "./watched-device.ts";

async function createHost(): Promise<HeavyLoadHost> {
  const limits = { downloadBytes: GIBIBYTE };
  const watched = await watchDevice((options) => createAppHost({ ...options, limits }), LIMIT_MS);
  return { ...watched, downloadBytes: GIBIBYTE, takenMemory, keptMemory };
}

describe("an app on a headless device", () => heavyLoadSuite(createHost));
