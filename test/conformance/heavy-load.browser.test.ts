import { describe, inject } from "vitest";
import { commands } from "vitest/browser";
import { inFirefox } from "../support/browser-differences.ts";
import { browserHosts, createAppOn, type BrowserHost } from "./browser-hosts.ts";
import { expectGatewayToRest, gatewayHosts } from "./gateway-hosts.ts";
import { heavyLoadSuite, type HeavyLoadHost, type HeavyLoadTraits } from "./heavy-load.suite.ts";

const MEBIBYTE = 1024 * 1024;
/** These hosts have no disk, and Chromium takes 500 MB for handles in its first seconds; `large-files.browser.test.ts` has more. */
const DOWNLOAD_BYTES = 400 * MEBIBYTE;

const traits: HeavyLoadTraits = {
  hidesMemory: inFirefox("nothing tells how much memory Firefox takes: WebDriver BiDi has no command for it"),
};

function createHost(host: BrowserHost): HeavyLoadHost {
  const { wx, timerCount } = createAppOn(host, { limits: { downloadBytes: DOWNLOAD_BYTES } });
  return {
    wx,
    serverUrl: inject("serverUrl"),
    downloadBytes: DOWNLOAD_BYTES,
    addFile(sizeBytes) {
      const zeros = new Blob([new Uint8Array(MEBIBYTE)]);
      return host.adopt(new Blob(Array.from({ length: sizeBytes / MEBIBYTE }, () => zeros)), "bin");
    },
    sizeOf: async (path) => (await host.files.stat(path)).sizeBytes,
    takenMemory: () => commands.takenMemory(),
    keptMemory: () => commands.keptMemory(),
    openCounts: async () => ({ requests: (await host.openCounts()).requests, timers: timerCount() }),
    async close() {
      await host.close();
      // Lets Chromium forget the handles of a page, too.
      if (traits.hidesMemory === undefined) await commands.keptMemory();
    },
  };
}

describe.each(browserHosts)("%s", (_place, create) => heavyLoadSuite(async () => createHost(create()), traits));

describe.each(gatewayHosts)("%s", (_place, create) => {
  expectGatewayToRest();
  heavyLoadSuite(async () => createHost(create()), traits);
});
