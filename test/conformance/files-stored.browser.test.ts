import { describe } from "vitest";
import { createBrowserStoredHost } from "./browser-stored-host.ts";
import { filesStoredSuite } from "./files-stored.suite.ts";

describe.each(["the origin private file system", "a database"] as const)("%s", (place) =>
  filesStoredSuite((settings) => createBrowserStoredHost(place, settings)),
);
