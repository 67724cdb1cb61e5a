import { describe } from "vitest";
import { createNodeRecordHost } from "./node-record-host.ts";
import { recordSuite } from "./record.suite.ts";

describe("Node host", () => recordSuite(createNodeRecordHost));
