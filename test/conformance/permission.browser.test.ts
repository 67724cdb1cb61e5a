import { describe, expect, it, onTestFinished } from "vitest";
import { createMemoryDisk } from "../../src/testing/index.ts";
import { press, withDialog } from "./page-dialog.ts";
import { createPageHost } from "./page-host.ts";
import { permissionSuite, type PermissionHost } from "./permission.suite.ts";

async function createHost(): Promise<PermissionHost> {
  const disk = createMemoryDisk();
  let host = createPageHost(disk);
  return {
    get wx() {
      return host.wx;
    },
    answerConsent: (isAllowed) => withDialog(host, (dialog) => press(dialog, isAllowed ? "Allow" : "Reject")),
    answerSettings: (changes) =>
      withDialog(host, (dialog) => {
        const names: Record<string, string> = { "scope.camera": "Camera", "scope.record": "Microphone" };
        for (const [scope, isAllowed] of Object.entries(changes)) {
          const row = [...dialog.querySelectorAll("label")].find(({ textContent }) => textContent === names[scope]);
          const toggle = row?.querySelector("input");
          if (toggle?.checked !== isAllowed) toggle?.click();
        }
        press(dialog, "Back");
      }),
    async reopen() {
      await host.close();
      host = createPageHost(disk);
    },
    close: () => host.close(),
  };
}

describe("a page", () => {
  permissionSuite(createHost);

  it("takes Escape for a refusal", async () => {
    const host = createPageHost();
    onTestFinished(() => host.close());
    withDialog(host, (dialog) => dialog.dispatchEvent(new Event("cancel", { cancelable: true })));
    await expect(host.wx.authorize({ scope: "scope.camera" })).rejects.toMatchObject({
      errMsg: "authorize:fail auth deny",
    });
    expect(host.root.querySelector("dialog")).toBeNull();
  });
});
