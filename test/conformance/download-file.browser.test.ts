import { describe, inject } from "vitest";
import { browserHosts, createWxOn, type BrowserHost } from "./browser-hosts.ts";
import { gatewayHosts, SIX_CONNECTIONS } from "./gateway-hosts.ts";
import { DOWNLOAD_LIMIT, downloadFileSuite, type DownloadHost, type DownloadTraits } from "./download-file.suite.ts";

function createHost(host: BrowserHost): DownloadHost {
  const limits = { downloadBytes: DOWNLOAD_LIMIT };
  return {
    wx: createWxOn(host, { limits }),
    files: host.files,
    serverUrl: inject("serverUrl"),
    close: () => host.close(),
  };
}

const traits: DownloadTraits = {
  keepsHandles: "a browser keeps what arrives as a handle, for which there is always a place",
  missesHalfEncoding: "Chromium takes what there is of a compressed body for the whole",
};

describe.each(browserHosts)("%s", (_place, create) => downloadFileSuite(async () => createHost(create()), traits));

describe.each(gatewayHosts)("%s", (_place, create) => {
  downloadFileSuite(async () => createHost(create()), { ...traits, sharesConnections: SIX_CONNECTIONS });
});
