import { describe, inject } from "vitest";
import type { DomainLists } from "../../src/core/protocol/index.ts";
import { createDevice } from "../../src/node/index.ts";
import { domainsSuite, type DomainsHost } from "./domains.suite.ts";

async function createHost(domains: DomainLists): Promise<DomainsHost> {
  const device = await createDevice({ domains });
  return { wx: device.wx, addFile: () => device.addFile(new Uint8Array(3), "txt"), close: () => device.close() };
}

describe("Node host", () => domainsSuite(createHost, inject("serverUrl")));
