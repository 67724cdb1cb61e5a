import { describe, inject } from "vitest";
import { downloadTargetSuite } from "./download-target.suite.ts";
import { createNodeStoredHost } from "./node-stored-host.ts";

describe("Node host", () => downloadTargetSuite(createNodeStoredHost, inject("serverUrl")));
