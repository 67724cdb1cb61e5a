import { describe } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import { GIBIBYTE, heavyLoadSuite, LIMIT_MS, type HeavyLoadHost } from "./heavy-load.suite.ts";
import { keptMemory, takenMemory } from "./process-memory.ts";
import { watchDevice } from "./watched-device.ts";

async function createHost(): Promise<HeavyLoadHost> {
  const limits = { downloadBytes: GIBIBYTE };
  const watched = await watchDevice(
    async (options) => ({ device: await createDevice({ ...options, limits }) }),
    LIMIT_MS,
  );
  return { ...watched, wx: watched.device.wx, downloadBytes: GIBIBYTE, takenMemory, keptMemory };
}

describe("Node host", () => heavyLoadSuite(createHost));
