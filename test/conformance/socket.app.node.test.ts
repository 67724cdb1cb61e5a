import { describe } from "vitest";
import { createAppHost } from "./app-host.ts";
import { socketSuite, type SocketHost } from "./socket.suite.ts";
import { readErrors, watchDevice } from "./watched-device.ts";

async function createHost(): Promise<SocketHost> {
  const watched = await watchDevice(createAppHost);
  return {
    ...watched,
    get errors() {
      return readErrors(watched.app.errors);
    },
    async openCounts() {
      const { requests, timers } = await watched.openCounts();
      return { sockets: requests, timers };
    },
  };
}

describe("an app on a headless device", () => socketSuite(createHost));
