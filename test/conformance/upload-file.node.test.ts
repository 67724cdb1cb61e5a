import { describe } from "vitest";
import { createNodeUploadHost } from "./node-upload-host.ts";
import { uploadFileSuite } from "./upload-file.suite.ts";

describe("Node host", () => uploadFileSuite(createNodeUploadHost));
