import { describe } from "vitest";
import { browserHosts, createWxOn } from "./browser-hosts.ts";
import { imageInfoSuite } from "./image-info.suite.ts";

describe.each(browserHosts)("%s", (_place, create) => {
  imageInfoSuite(async () => {
    const host = create();
    return {
      wx: createWxOn(host),
      add: (bytes, extension) => host.adopt(new Blob([bytes]), extension),
      temporaryCount: async () => (await host.openCounts()).files,
      close: () => host.close(),
    };
  });
});
