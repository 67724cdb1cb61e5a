import { describe } from "vitest";
import { createBrowserStoredHost } from "./browser-stored-host.ts";
import { bufferUrlSuite } from "./buffer-url.suite.ts";

describe.each(["the origin private file system", "a database"] as const)("%s", (place) =>
  bufferUrlSuite((settings) => createBrowserStoredHost(place, settings)),
);
