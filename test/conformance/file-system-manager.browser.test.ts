import { describe } from "vitest";
import { createBrowserStoredHost } from "./browser-stored-host.ts";
import { fileSystemManagerSuite } from "./file-system-manager.suite.ts";

const traits = { hasNoBrotli: "Chromium has no decoder for scripts", hasNoBrotliSync: "Browsers decode streams only" };

describe.each(["the origin private file system", "a database"] as const)("%s", (place) =>
  fileSystemManagerSuite((settings) => createBrowserStoredHost(place, settings), traits),
);
