import { describe, inject } from "vitest";
import { browserHosts, createAppOn, type BrowserHost } from "./browser-hosts.ts";
import { expectGatewayToRest, gatewayHosts } from "./gateway-hosts.ts";
import { networkFaultsSuite, type FaultTraits, type FaultyNetworkHost } from "./network-faults.suite.ts";

function createHost(host: BrowserHost): FaultyNetworkHost {
  const { wx, errors, timerCount } = createAppOn(host);
  let addedCount = 0;
  return {
    wx,
    errors,
    serverUrl: inject("serverUrl"),
    tlsUrl: inject("tlsUrl"),
    addFile(sizeBytes) {
      addedCount += 1;
      return host.adopt(new Blob([new Uint8Array(sizeBytes)]), "bin");
    },
    async openCounts() {
      const { files, requests } = await host.openCounts();
      return { files: files - addedCount, requests, timers: timerCount() };
    },
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
  expectGatewayToRest();
  networkFaultsSuite(async () => createHost(create()), { missesHalfEncoding });
});
