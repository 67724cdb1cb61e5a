import { describe } from "vitest";
import { createMemoryFiles } from "../../src/testing/index.ts";
import { filesSuite, type FilesHost } from "./files.suite.ts";

async function createHost(): Promise<FilesHost> {
  const files = createMemoryFiles();
  files.add("/images/a.png", "picture");
  return { files, packagePath: "/images/a.png", close: async () => {} };
}

describe("memory host", () => filesSuite(createHost));
