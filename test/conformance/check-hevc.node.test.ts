import { describe } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import { checkHevcSuite } from "./check-hevc.suite.ts";

describe("Node host", () =>
  checkHevcSuite(createDevice, async () => {
    // Nothing here decodes videos.
    return false;
  }));
