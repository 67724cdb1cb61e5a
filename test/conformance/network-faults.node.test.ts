import { describe, inject } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import { networkFaultsSuite, type FaultyNetworkHost } from "./network-faults.suite.ts";
import { watchDevice } from "./watched-device.ts";

async function createHost(): Promise<FaultyNetworkHost> {
  const errors: unknown[] = [];
  const watched = await watchDevice(async (options) => ({
    device: await createDevice({ ...options, onError: (error) => errors.push(error) }),
  }));
  return { ...watched, wx: watched.device.wx, errors, tlsUrl: inject("tlsUrl") };
}

describe("Node host", () => networkFaultsSuite(createHost));
