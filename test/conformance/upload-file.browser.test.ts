import { describe } from "vitest";
import { browserHosts } from "./browser-hosts.ts";
import { createBrowserUploadHost } from "./browser-upload-host.ts";
import { gatewayHosts, SIX_CONNECTIONS } from "./gateway-hosts.ts";
import { uploadFileSuite } from "./upload-file.suite.ts";

describe.each(browserHosts)("%s", (_place, create) => uploadFileSuite(async () => createBrowserUploadHost(create())));

describe.each(gatewayHosts)("%s", (_place, create) => {
  uploadFileSuite(async () => createBrowserUploadHost(create()), { sharesConnections: SIX_CONNECTIONS });
});
