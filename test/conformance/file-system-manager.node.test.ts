import { describe } from "vitest";
import { fileSystemManagerSuite } from "./file-system-manager.suite.ts";
import { createNodeStoredHost } from "./node-stored-host.ts";

describe("Node host", () => fileSystemManagerSuite(createNodeStoredHost));
