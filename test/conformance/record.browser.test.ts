import { describe } from "vitest";
import { createBrowserRecordHost } from "./browser-record-host.ts";
import { recordSuite } from "./record.suite.ts";

describe("a page", () => recordSuite(createBrowserRecordHost));
