import { describe } from "vitest";
import { filesStoredSuite } from "./files-stored.suite.ts";
import { createMemoryStoredHost } from "./memory-stored-host.ts";

describe("memory host", () => filesStoredSuite(createMemoryStoredHost));
