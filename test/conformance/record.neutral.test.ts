import { describe } from "vitest";
import { createMemoryRecordHost } from "./clocked-record-host.ts";
import { recordSuite } from "./record.suite.ts";

describe("memory host", () => recordSuite(createMemoryRecordHost));
