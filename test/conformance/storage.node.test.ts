import { describe } from "vitest";
import { storageSuite } from "./storage.suite.ts";
import { createNodeStoredHost } from "./node-stored-host.ts";

describe("Node host", () => storageSuite(createNodeStoredHost));
