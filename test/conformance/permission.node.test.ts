import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import { permissionSuite, type PermissionHost } from "./permission.suite.ts";

async function createHost(): Promise<PermissionHost> {
  const dataDir = await mkdtemp(join(tmpdir(), "minihost-permission-"));
  let device = await createDevice({ dataDir });
  return {
    get wx() {
      return device.wx;
    },
    answerConsent: (isAllowed) => device.answers.consent(isAllowed),
    answerSettings: (changes) => device.answers.settings(changes),
    async reopen() {
      await device.close();
      device = await createDevice({ dataDir });
    },
    async close() {
      await device.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

describe("Node host", () => {
  permissionSuite(createHost);

  it("allows what nobody was told to refuse", async () => {
    const device = await createDevice();
    expect(await device.wx.authorize({ scope: "scope.record" })).toEqual({ errMsg: "authorize:ok" });
    await device.close();
  });
});
