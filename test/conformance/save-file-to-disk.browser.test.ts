import { describe } from "vitest";
import { createBrowserStoredHost } from "./browser-stored-host.ts";
import { saveFileToDiskSuite } from "./save-file-to-disk.suite.ts";

describe.each(["the origin private file system", "a database"] as const)("%s", (place) =>
  saveFileToDiskSuite((settings) => createBrowserStoredHost(place, settings)),
);
