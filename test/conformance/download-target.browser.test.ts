import { describe, inject } from "vitest";
import { createBrowserStoredHost } from "./browser-stored-host.ts";
import { downloadTargetSuite } from "./download-target.suite.ts";
import { gatewayAccess } from "./gateway-hosts.ts";

describe.each(["the origin private file system", "a database"] as const)("%s", (place) =>
  downloadTargetSuite((settings) => createBrowserStoredHost(place, settings), inject("serverUrl")),
);

describe("the origin private file system, through a gateway", () => {
  const create = (settings: object): ReturnType<typeof createBrowserStoredHost> =>
    createBrowserStoredHost("the origin private file system", { ...settings, access: gatewayAccess() });
  downloadTargetSuite(create, inject("serverUrl"));
});
