import { describe, inject } from "vitest";
import { browserHosts, createWxOn, type BrowserHost } from "./browser-hosts.ts";
import { gatewayHosts } from "./gateway-hosts.ts";
import { requestSuite, type RequestHost, type RequestTraits } from "./request.suite.ts";

function createHost(host: BrowserHost): RequestHost {
  return { wx: createWxOn(host), serverUrl: inject("serverUrl"), close: () => host.close() };
}

const traits: RequestTraits = {
  hidesRedirects: "fetch gives an opaque response for a redirect that it does not follow",
};

describe.each(browserHosts)("%s", (_place, create) => requestSuite(async () => createHost(create()), traits));

describe.each(gatewayHosts)("%s", (_place, create) => requestSuite(async () => createHost(create())));
