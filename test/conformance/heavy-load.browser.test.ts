import { describe, inject } from "vitest";
import { createPageHost, createWxOn, type BrowserHost } from "./browser-hosts.ts";
import { heavyLoadSuite, type HeavyLoadHost } from "./heavy-load.suite.ts";

const MEBIBYTE = 1024 * 1024;
const LARGE_BYTES = 1024 * MEBIBYTE;

function createHost(host: BrowserHost): HeavyLoadHost {
  return {
    wx: createWxOn(host, { limits: { downloadBytes: LARGE_BYTES } }),
    serverUrl: inject("serverUrl"),
    largeBytes: LARGE_BYTES,
    addFile(sizeBytes) {
      const zeros = new Blob([new Uint8Array(MEBIBYTE)]);
      return host.adopt(new Blob(Array.from({ length: sizeBytes / MEBIBYTE }, () => zeros)), "bin");
    },
    sizeOf: async (path) => (await host.files.stat(path)).sizeBytes,
    close: () => host.close(),
  };
}

// One place is enough, the quicker one: in the Worker of a test, most of the time would go into messages between it and the test.
describe("the page", () => heavyLoadSuite(async () => createHost(createPageHost())));
