import { describe, inject } from "vitest";
import { inFirefox } from "../support/browser-differences.ts";
import { browserHosts, createWxOn, type BrowserHost } from "./browser-hosts.ts";
import { gatewayHosts } from "./gateway-hosts.ts";
import { requestCacheSuite, type RequestCacheTraits } from "./request-cache.suite.ts";
import type { RequestHost } from "./request.suite.ts";

function createHost(host: BrowserHost): RequestHost {
  return { wx: createWxOn(host), serverUrl: inject("serverUrl"), close: () => host.close() };
}

const storesNoFailure = "Firefox stores neither a response with status 404 nor a redirect that leads nowhere";
const traits: RequestCacheTraits = {
  storesSuccessOnly: inFirefox(storesNoFailure),
  remembersAfterPost: inFirefox("Firefox forgets after a POST only what it stored of the page's own site"),
};

describe.each(browserHosts)("%s", (_place, create) => requestCacheSuite(async () => createHost(create()), traits));

const throughGateway: RequestCacheTraits = {
  storesSuccessOnly: "a gateway lets the browser store nothing but status 200",
};

describe.each(gatewayHosts)("%s", (_place, create) => {
  requestCacheSuite(async () => createHost(create()), throughGateway);
});
