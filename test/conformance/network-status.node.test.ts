import { describe } from "vitest";
import { createWx } from "../../src/core/api/index.ts";
import { createNetwork } from "../../src/node/host/index.ts";
import { createMemoryApp, createMemoryPorts } from "../../src/testing/index.ts";
import { networkStatusSuite, type NetworkStatusHost } from "./network-status.suite.ts";

async function createHost(): Promise<NetworkStatusHost> {
  const network = createNetwork();
  return {
    wx: createWx({ ports: { ...createMemoryPorts(), network: network.state }, app: createMemoryApp() }),
    otherType: "3g",
    connect: (type) => (type === "none" ? network.offline() : network.online(type)),
    listenerCount: () => network.state.listenerCount,
    close: async () => {},
  };
}

describe("Node host", () => networkStatusSuite(createHost));
