import { inject } from "vitest";
import { createWxOn, type BrowserHost } from "./browser-hosts.ts";
import type { UploadHost } from "./upload-file.suite.ts";

/** Makes a device with the files and the network of a browser. */
export function createBrowserUploadHost(host: BrowserHost): UploadHost {
  return {
    wx: createWxOn(host),
    serverUrl: inject("serverUrl"),
    // Temporary files have names of their own; one with an awkward name comes from the package.
    addFile: async (name, bytes) => {
      const extension = /^\w+\.(\w+)$/.exec(name)?.[1];
      // No local path has a backslash.
      const possible = name.replaceAll("\\", "");
      return extension === undefined ? host.addPackageFile(possible, bytes) : host.adopt(new Blob([bytes]), extension);
    },
    close: () => host.close(),
  };
}
