import { describe } from "vitest";
import { saveFileToDiskSuite } from "./save-file-to-disk.suite.ts";
import { createMemoryStoredHost } from "./memory-stored-host.ts";

describe("memory host", () => saveFileToDiskSuite(createMemoryStoredHost));
