import { describe, inject } from "vitest";
import { browserHosts, createWxOn, type BrowserHost } from "./browser-hosts.ts";
import { gatewayHosts } from "./gateway-hosts.ts";
import { networkProfileSuite, type ProfileHost, type ProfileTraits } from "./network-profile.suite.ts";

function createHost(host: BrowserHost): ProfileHost {
  return {
    wx: createWxOn(host),
    serverUrl: inject("serverUrl"),
    addFile: (sizeBytes) => host.adopt(new Blob([new Uint8Array(sizeBytes)]), "bin"),
    close: () => host.close(),
  };
}

const traits: ProfileTraits = {
  cannotMeasure:
    "the times that browsers keep name a URL, so that of two requests to one URL nobody knows which is which",
};

describe.each([...browserHosts, ...gatewayHosts])("%s", (_place, create) =>
  networkProfileSuite(async () => createHost(create()), traits),
);
