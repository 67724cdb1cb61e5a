import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import { imageInfoSuite, type ImageInfoHost } from "./image-info.suite.ts";

async function createHost(): Promise<ImageInfoHost> {
  const dataDir = await mkdtemp(join(tmpdir(), "minihost-image-info-"));
  const device = await createDevice({ dataDir });
  return {
    wx: device.wx,
    add: (bytes, extension) => device.addFile(bytes, extension),
    temporaryCount: async () => (await readdir(join(dataDir, "tmp"))).length,
    async close() {
      await device.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

describe("Node host", () => imageInfoSuite(createHost));
