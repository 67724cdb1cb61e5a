import { describe, inject } from "vitest";
import { browserHosts, createWxOn, type BrowserHost } from "./browser-hosts.ts";
import { requestSuite, type RequestHost } from "./request.suite.ts";

function createHost(host: BrowserHost): RequestHost {
  return { wx: createWxOn(host), serverUrl: inject("serverUrl"), close: () => host.close() };
}

describe.each(browserHosts)("%s", (_place, create) => requestSuite(async () => createHost(create())));
