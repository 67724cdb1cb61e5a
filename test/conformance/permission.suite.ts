import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Wx } from "../../src/core/api/index.ts";
import type { ConsentSettings, Scope } from "../../src/core/ports/index.ts";
import { recordCallbacks } from "../../src/testing/index.ts";

/** A device whose person does what the test says. */
export interface PermissionHost {
  readonly wx: Pick<Wx, "authorize" | "getSetting" | "openSetting" | "setStorageSync" | "clearStorageSync">;
  /** Lets the person answer the next dialog. */
  answerConsent(isAllowed: boolean): void;
  /** Lets the person change these on the next page of settings, and leave it. */
  answerSettings(changes: ConsentSettings): void;
  /** Ends the app and starts it again on the same device. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

const REFUSED = { errMsg: "authorize:fail auth deny", errno: 103 };

/** The contract of `wx.authorize`, `wx.getSetting` and `wx.openSetting`. */
export function permissionSuite(create: () => Promise<PermissionHost>): void {
  let host: PermissionHost;

  beforeEach(async () => {
    host = await create();
  });
  afterEach(() => host.close());

  describe("authorize", () => {
    it.each(["scope.record", "scope.writePhotosAlbum", "scope.camera"] satisfies Scope[])(
      "asks for %s once, and succeeds at once from then on",
      async (scope) => {
        expect(await host.wx.getSetting()).toEqual({ authSetting: {}, errMsg: "getSetting:ok" });
        host.answerConsent(true);
        expect(await host.wx.authorize({ scope })).toEqual({ errMsg: "authorize:ok" });
        // Nobody answers a second dialog.
        expect(await host.wx.authorize({ scope })).toEqual({ errMsg: "authorize:ok" });
        expect((await host.wx.getSetting()).authSetting).toEqual({ [scope]: true });
      },
    );

    it("fails when the person refuses, and later without asking", async () => {
      host.answerConsent(false);
      await expect(host.wx.authorize({ scope: "scope.record" })).rejects.toEqual(REFUSED);
      await expect(host.wx.authorize({ scope: "scope.record" })).rejects.toEqual(REFUSED);
      expect((await host.wx.getSetting()).authSetting).toEqual({ "scope.record": false });
    });

    it("asks once for calls of the same moment", async () => {
      host.answerConsent(true);
      const calls = [1, 2, 3].map(() => host.wx.authorize({ scope: "scope.camera" }));
      expect(await Promise.all(calls)).toEqual([1, 2, 3].map(() => ({ errMsg: "authorize:ok" })));
    });

    it("tells its end by fail and complete, once each", async () => {
      host.answerConsent(false);
      const calls = recordCallbacks();
      host.wx.authorize({ scope: "scope.record", ...calls });
      await calls.completed;
      expect(calls.calls).toEqual([
        ["fail", REFUSED],
        ["complete", REFUSED],
      ]);
    });

    it("refuses scopes that are not built, and values that are no scope", async () => {
      const notBuilt = { errMsg: "authorize:fail not supported", errno: 100 };
      await expect(host.wx.authorize({ scope: "scope.userLocation" })).rejects.toEqual(notBuilt);
      await expect(host.wx.authorize({ scope: "" })).rejects.toEqual(notBuilt);
      // @ts-expect-error: the platform checks it at run time.
      await expect(host.wx.authorize({})).rejects.toMatchObject({
        errMsg: "authorize:fail parameter error: parameter.scope should be String instead of Undefined;",
      });
    });
  });

  describe("openSetting", () => {
    it("is how a person takes a refusal back", async () => {
      host.answerConsent(false);
      await host.wx.authorize({ scope: "scope.record" }).catch(() => {});
      host.answerSettings({ "scope.record": true });
      expect(await host.wx.openSetting()).toEqual({ authSetting: { "scope.record": true }, errMsg: "openSetting:ok" });
      expect(await host.wx.authorize({ scope: "scope.record" })).toEqual({ errMsg: "authorize:ok" });
    });

    it("is how a person takes a permission back", async () => {
      host.answerConsent(true);
      await host.wx.authorize({ scope: "scope.camera" });
      host.answerSettings({ "scope.camera": false });
      await host.wx.openSetting();
      await expect(host.wx.authorize({ scope: "scope.camera" })).rejects.toEqual(REFUSED);
    });

    it("changes nothing that was never asked for", async () => {
      host.answerSettings({});
      expect((await host.wx.openSetting()).authSetting).toEqual({});
    });
  });

  describe("what was decided", () => {
    it("holds when the app starts again, also after clearStorage", async () => {
      host.answerConsent(true);
      await host.wx.authorize({ scope: "scope.record" });
      host.answerConsent(false);
      await host.wx.authorize({ scope: "scope.camera" }).catch(() => {});
      host.wx.setStorageSync("key", 1);
      host.wx.clearStorageSync();
      await host.reopen();
      expect((await host.wx.getSetting()).authSetting).toEqual({ "scope.record": true, "scope.camera": false });
      await expect(host.wx.authorize({ scope: "scope.camera" })).rejects.toEqual(REFUSED);
    });
  });
}
