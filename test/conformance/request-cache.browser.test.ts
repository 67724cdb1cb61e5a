import { describe, inject } from "vitest";
import { browserHosts, createWxOn, type BrowserHost } from "./browser-hosts.ts";
import { requestCacheSuite } from "./request-cache.suite.ts";
import type { RequestHost } from "./request.suite.ts";

function createHost(host: BrowserHost): RequestHost {
  return { wx: createWxOn(host), serverUrl: inject("serverUrl"), close: () => host.close() };
}

describe.each(browserHosts)("%s", (_place, create) => requestCacheSuite(async () => createHost(create())));
