import { describe, inject } from "vitest";
import type { DomainLists } from "../../src/core/protocol/index.ts";
import { createAppHost } from "./app-host.ts";
import { domainsSuite, type DomainsHost } from "./domains.suite.ts";

async function createHost(domains: DomainLists): Promise<DomainsHost> {
  const { device, wx } = await createAppHost({ domains });
  return { wx, addFile: () => device.addFile(new Uint8Array(3), "txt"), close: () => device.close() };
}

describe("an app on a headless device", () => domainsSuite(createHost, inject("serverUrl")));
