import { describe, inject } from "vitest";
import { browserHosts } from "./browser-hosts.ts";
import { createBrowserUploadHost } from "./browser-upload-host.ts";
import { findFormParsers, formParsersSuite } from "./form-parsers.suite.ts";

const parsers = await findFormParsers(inject("serverUrl"));

describe.each(browserHosts)("%s", (_place, create) =>
  formParsersSuite(async () => createBrowserUploadHost(create()), parsers),
);
