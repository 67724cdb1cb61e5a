import { describe, inject } from "vitest";
import { findFormParsers, formParsersSuite } from "./form-parsers.suite.ts";
import { createNodeUploadHost } from "./node-upload-host.ts";

const parsers = await findFormParsers(inject("serverUrl"));

describe("Node host", () => formParsersSuite(createNodeUploadHost, parsers));
