import { describe } from "vitest";
import { createBrowserStoredHost } from "./browser-stored-host.ts";
import { fileSystemManagerSuite } from "./file-system-manager.suite.ts";

describe.each(["the origin private file system", "a database"] as const)("%s", (place) =>
  fileSystemManagerSuite((settings) => createBrowserStoredHost(place, settings)),
);
