import { describe } from "vitest";
import { savedFilesSuite } from "./saved-files.suite.ts";
import { createNodeStoredHost } from "./node-stored-host.ts";

describe("Node host", () => savedFilesSuite(createNodeStoredHost));
