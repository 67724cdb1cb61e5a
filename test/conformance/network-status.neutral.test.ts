import { describe } from "vitest";
import { createMemoryDevice } from "../../src/testing/index.ts";
import { networkStatusSuite, type NetworkStatusHost } from "./network-status.suite.ts";

async function createHost(): Promise<NetworkStatusHost> {
  const { wx, ports } = createMemoryDevice();
  return {
    wx,
    otherType: "5g",
    connect: (type) => ports.network.change({ type }),
    listenerCount: () => ports.network.listenerCount,
    close: async () => {},
  };
}

describe("memory host", () => networkStatusSuite(createHost));
