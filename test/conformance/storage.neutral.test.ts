import { describe } from "vitest";
import { storageSuite } from "./storage.suite.ts";
import { createMemoryStoredHost } from "./memory-stored-host.ts";

describe("memory host", () => storageSuite(createMemoryStoredHost));
