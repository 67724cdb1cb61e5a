import { describe, inject } from "vitest";
import { browserHosts, createAppOn, type BrowserHost } from "./browser-hosts.ts";
import { gatewayHosts } from "./gateway-hosts.ts";
import { networkFaultsSuite, type FaultTraits, type FaultyNetworkHost } from "./network-faults.suite.ts";

function createHost(host: BrowserHost): FaultyNetworkHost {
  const { wx, errors } = createAppOn(host);
  return {
    wx,
    errors,
    serverUrl: inject("serverUrl"),
    tlsUrl: inject("tlsUrl"),
    addFile: (sizeBytes) => host.adopt(new Blob([new Uint8Array(sizeBytes)]), "bin"),
    close: () => host.close(),
  };
}

const traits: FaultTraits = {
  hidesRedirects: "Chromium fails alike for all that goes wrong",
  // test/e2e/tls.e2e.test.ts looks at a browser that was not told so.
  trustsAnyCertificate: "the test runner tells Chromium to trust every certificate",
  missesHalfEncoding: "Chromium takes what there is of a compressed body for the whole",
};

describe.each(browserHosts)("%s", (_place, create) => networkFaultsSuite(async () => createHost(create()), traits));

describe.each(gatewayHosts)("%s", (_place, create) => {
  const { missesHalfEncoding } = traits;
  networkFaultsSuite(async () => createHost(create()), { missesHalfEncoding });
});
