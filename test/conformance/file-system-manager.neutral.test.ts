import { describe } from "vitest";
import { fileSystemManagerSuite } from "./file-system-manager.suite.ts";
import { createMemoryStoredHost } from "./memory-stored-host.ts";

const traits = { hasNoBrotli: "Nothing decompresses in memory" };

describe("memory host", () => fileSystemManagerSuite(createMemoryStoredHost, traits));
