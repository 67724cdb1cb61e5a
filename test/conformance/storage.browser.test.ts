import { describe } from "vitest";
import { createBrowserStoredHost } from "./browser-stored-host.ts";
import { storageSuite } from "./storage.suite.ts";

describe.each(["the origin private file system", "a database"] as const)("%s", (place) =>
  storageSuite((settings) => createBrowserStoredHost(place, settings)),
);
