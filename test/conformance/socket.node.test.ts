import { describe, expect, inject } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import { askOnce, countBusySockets, countOpenResources, watchTimers } from "./open-resources.ts";
import { socketSuite, type SocketHost } from "./socket.suite.ts";

async function createHost(): Promise<SocketHost> {
  const before = await countOpenResources();
  const socketsBefore = countBusySockets();
  const timers = watchTimers();
  const errors: unknown[] = [];
  const device = await createDevice({ onError: (error) => errors.push(error) });
  return {
    wx: device.wx,
    errors,
    serverUrl: inject("serverUrl"),
    ask: askOnce,
    openCounts: async () => ({ sockets: countBusySockets() - socketsBefore, timers: timers.runningCount() }),
    async close() {
      timers.stop();
      await device.close();
      expect(await countOpenResources()).toEqual(before);
    },
  };
}

describe("Node host", () => socketSuite(createHost));
