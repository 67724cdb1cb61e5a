import { describe } from "vitest";
import { createMemoryDevice } from "../../src/testing/index.ts";
import { checkHevcSuite } from "./check-hevc.suite.ts";

describe("memory host", () =>
  checkHevcSuite(
    async () => ({ wx: createMemoryDevice().wx, close: async () => {} }),
    async () => false,
  ));
