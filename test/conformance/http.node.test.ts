import { describe, inject } from "vitest";
import { httpSuite, type HttpHost } from "./http.suite.ts";
import { createNodeNetwork } from "./node-network.ts";

async function createHost(): Promise<HttpHost> {
  return { ...(await createNodeNetwork()), serverUrl: inject("serverUrl") };
}

describe("Node host", () => httpSuite(createHost));
