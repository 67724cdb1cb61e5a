import { describe } from "vitest";
import { savedFilesSuite } from "./saved-files.suite.ts";
import { createMemoryStoredHost } from "./memory-stored-host.ts";

describe("memory host", () => savedFilesSuite(createMemoryStoredHost));
