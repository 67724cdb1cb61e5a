import { describe } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import { socketSuite, type SocketHost } from "./socket.suite.ts";
import { watchDevice } from "./watched-device.ts";

async function createHost(): Promise<SocketHost> {
  const errors: unknown[] = [];
  const watched = await watchDevice(async (options) => ({
    device: await createDevice({ ...options, onError: (error) => errors.push(error) }),
  }));
  return {
    ...watched,
    wx: watched.device.wx,
    errors,
    async openCounts() {
      const { requests, timers } = await watched.openCounts();
      return { sockets: requests, timers };
    },
  };
}

describe("Node host", () => socketSuite(createHost));
