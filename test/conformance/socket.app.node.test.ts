import { describe, inject } from "vitest";
import { createAppHost } from "./app-host.ts";
import { askOnce, countBusySockets, watchTimers } from "./open-resources.ts";
import { socketSuite, type SocketHost } from "./socket.suite.ts";

async function createHost(): Promise<SocketHost> {
  const socketsBefore = countBusySockets();
  const timers = watchTimers();
  const { app, device, wx } = await createAppHost();
  return {
    wx,
    // An app is told of errors as text.
    get errors() {
      return app.errors.map((text) => new Error(/^Error: (.*)/.exec(text)?.[1]));
    },
    serverUrl: inject("serverUrl"),
    ask: askOnce,
    openCounts: async () => ({ sockets: countBusySockets() - socketsBefore, timers: timers.runningCount() }),
    async close() {
      timers.stop();
      await device.close();
    },
  };
}

describe("an app on a headless device", () => socketSuite(createHost));
