import { describe, expect, it, vi } from "vitest";
import { createMemoryDevice } from "../../../testing/index.ts";
import type { Router } from "../router.ts";
import { WxError } from "../wx-error.ts";

/** A router that notes its calls; a route to `/pages/x/x` fails. */
function createRouter(calls: unknown[][] = []): Router {
  const note = (...call: unknown[]): Promise<void> => {
    calls.push(call);
    return Promise.resolve();
  };
  return {
    async navigateTo(url, events) {
      await note("navigateTo", url, events);
      if (url === "/pages/x/x") throw new WxError('page "pages/x/x" is not found');
      return { eventChannel: "channel" };
    },
    redirectTo: (url) => note("redirectTo", url),
    navigateBack: (delta) => note("navigateBack", delta),
    switchTab: (url) => note("switchTab", url),
    reLaunch: (url) => note("reLaunch", url),
    cover: () => () => {},
    setNavigationBarTitle: (title) => note("setNavigationBarTitle", title),
    setNavigationBarColor: (front, background) => note("setNavigationBarColor", front, background),
  };
}

describe("routing", () => {
  it("goes through the router of the app", async () => {
    const calls: unknown[][] = [];
    const { wx } = createMemoryDevice({}, createRouter(calls));
    const events = { done: () => {} };
    expect(await wx.navigateTo({ url: "/pages/a/a?x=1", events })).toEqual({
      eventChannel: "channel",
      errMsg: "navigateTo:ok",
    });
    expect(await wx.redirectTo({ url: "../b/b" })).toEqual({ errMsg: "redirectTo:ok" });
    await wx.navigateBack();
    await wx.navigateBack({ delta: 2 });
    await wx.switchTab({ url: "/pages/c/c" });
    await wx.reLaunch({ url: "/pages/d/d" });
    await wx.setNavigationBarTitle({ title: "t" });
    await wx.setNavigationBarColor({ frontColor: "#FFFFFF", backgroundColor: "#abc" });
    expect(calls).toEqual([
      ["navigateTo", "/pages/a/a?x=1", events],
      ["redirectTo", "../b/b"],
      ["navigateBack", 1],
      ["navigateBack", 2],
      ["switchTab", "/pages/c/c"],
      ["reLaunch", "/pages/d/d"],
      ["setNavigationBarTitle", "t"],
      ["setNavigationBarColor", "#ffffff", "#abc"],
    ]);
  });

  it("fails with the reason of the router", async () => {
    const { wx } = createMemoryDevice({}, createRouter());
    await expect(wx.navigateTo({ url: "/pages/x/x" })).rejects.toEqual({
      errMsg: 'navigateTo:fail page "pages/x/x" is not found',
    });
  });

  it.each(["navigateTo", "redirectTo", "switchTab", "reLaunch"] as const)(
    "says not supported for %s where no app runs",
    async (name) => {
      const { wx } = createMemoryDevice();
      await expect(Reflect.apply(wx[name], undefined, [{ url: "/pages/a/a" }])).rejects.toEqual({
        errMsg: `${name}:fail not supported`,
        errno: 100,
      });
    },
  );

  it.each([
    [{ frontColor: "#123456", backgroundColor: "#000000" }, 'invalid frontColor "#123456"'],
    [{ frontColor: "#000000", backgroundColor: "red;x" }, 'invalid backgroundColor "red;x"'],
  ])("refuses the colours %o", async (options, text) => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const { wx } = createMemoryDevice({}, createRouter());
    await expect(wx.setNavigationBarColor(options)).rejects.toEqual({
      errMsg: `setNavigationBarColor:fail parameter error: ${text}`,
      errno: 1001,
    });
    vi.restoreAllMocks();
  });
});
