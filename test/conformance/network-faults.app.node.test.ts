import { describe, inject } from "vitest";
import { createAppHost } from "./app-host.ts";
import { networkFaultsSuite, type FaultyNetworkHost } from "./network-faults.suite.ts";
import { readErrors, watchDevice } from "./watched-device.ts";

async function createHost(): Promise<FaultyNetworkHost> {
  const watched = await watchDevice(createAppHost);
  return {
    ...watched,
    get errors() {
      return readErrors(watched.app.errors);
    },
    tlsUrl: inject("tlsUrl"),
  };
}

describe("an app on a headless device", () => networkFaultsSuite(createHost));
