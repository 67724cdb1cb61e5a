import { describe, inject } from "vitest";
import { browserHosts, createWxOn, type BrowserHost } from "./browser-hosts.ts";
import { gatewayHosts } from "./gateway-hosts.ts";
import { requestCacheSuite, type RequestCacheTraits } from "./request-cache.suite.ts";
import type { RequestHost } from "./request.suite.ts";

function createHost(host: BrowserHost): RequestHost {
  return { wx: createWxOn(host), serverUrl: inject("serverUrl"), close: () => host.close() };
}

describe.each(browserHosts)("%s", (_place, create) => requestCacheSuite(async () => createHost(create())));

const throughGateway: RequestCacheTraits = {
  storesSuccessOnly: "a gateway lets the browser store nothing but status 200",
};

describe.each(gatewayHosts)("%s", (_place, create) => {
  requestCacheSuite(async () => createHost(create()), throughGateway);
});
