import { describe } from "vitest";
import { createWx } from "../../src/core/api/index.ts";
import { createMemoryApp, createMemoryDisk, createMemoryPorts } from "../../src/testing/index.ts";
import { permissionSuite, type PermissionHost } from "./permission.suite.ts";

async function createHost(): Promise<PermissionHost> {
  const disk = createMemoryDisk();
  let ports = createMemoryPorts(disk);
  let wx = createWx({ ports, app: createMemoryApp() });
  return {
    get wx() {
      return wx;
    },
    answerConsent: (isAllowed) => void ports.consent.nextScope().then((question) => question.answer(isAllowed)),
    answerSettings(changes) {
      void ports.consent.nextSettings().then((question) => question.answer({ ...question.asked, ...changes }));
    },
    async reopen() {
      ports = createMemoryPorts(disk);
      wx = createWx({ ports, app: createMemoryApp() });
    },
    close: async () => {},
  };
}

describe("memory host", () => permissionSuite(createHost));
