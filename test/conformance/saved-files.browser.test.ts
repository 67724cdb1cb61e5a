import { describe } from "vitest";
import { createBrowserStoredHost } from "./browser-stored-host.ts";
import { savedFilesSuite } from "./saved-files.suite.ts";

describe.each(["the origin private file system", "a database"] as const)("%s", (place) =>
  savedFilesSuite((settings) => createBrowserStoredHost(place, settings)),
);
