import { describe } from "vitest";
import { bufferUrlSuite } from "./buffer-url.suite.ts";
import { createMemoryStoredHost } from "./memory-stored-host.ts";

describe("memory host", () => bufferUrlSuite(createMemoryStoredHost));
