import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LoggedFiles } from "../../../test/support/logged-files.ts";
import { createTestApp, type TestApp } from "../../../test/support/logic-app.ts";
import type { EventChannel } from "./event-channel.ts";

const logged = new LoggedFiles();
beforeEach(() => logged.clear());
afterEach(() => void vi.restoreAllMocks());

describe("routes", () => {
  const files = {
    app: logged.captured,
    "pages/a": logged.page("a"),
    "pages/b": logged.page("b"),
    "pages/c": logged.page("c"),
  };
  const start = async (): Promise<TestApp> => {
    const app = createTestApp(files);
    await app.launch();
    logged.clear();
    return app;
  };

  it("navigateTo hides the old page and opens the new one", async () => {
    const app = await start();
    expect(await logged.route(app, "navigateTo", { url: "/pages/b?x=1" })).toBe("navigateTo:ok");
    expect(logged.log).toEqual(["a.onHide", "b.onLoad", "b.onShow", "b.onReady"]);
    expect(logged.scope.getCurrentPages().map((page) => page.route)).toEqual(["pages/a", "pages/b"]);
  });

  it("redirectTo unloads the old page without hiding it", async () => {
    const app = await start();
    await logged.route(app, "redirectTo", { url: "b" });
    expect(logged.log).toEqual(["a.onUnload", "b.onLoad", "b.onShow", "b.onReady"]);
  });

  it("navigateBack unloads from the top and shows the revealed page", async () => {
    const app = await start();
    await logged.route(app, "navigateTo", { url: "/pages/b" });
    await logged.route(app, "navigateTo", { url: "/pages/c" });
    logged.clear();
    await logged.route(app, "navigateBack", { delta: 9 });
    expect(logged.log).toEqual(["c.onUnload", "b.onUnload", "a.onShow"]);
    expect(app.view.pages).toHaveLength(1);
  });

  it("reLaunch unloads everything, from the top", async () => {
    const app = await start();
    await logged.route(app, "navigateTo", { url: "/pages/b" });
    logged.clear();
    await logged.route(app, "reLaunch", { url: "/pages/c" });
    expect(logged.log).toEqual(["b.onUnload", "a.onUnload", "c.onLoad", "c.onShow", "c.onReady"]);
  });

  it("runs routes that are asked for at once in call order", async () => {
    const app = await start();
    await Promise.all([
      logged.route(app, "navigateTo", { url: "/pages/b" }),
      logged.route(app, "navigateTo", { url: "/pages/c" }),
    ]);
    expect(logged.scope.getCurrentPages().map((page) => page.route)).toEqual(["pages/a", "pages/b", "pages/c"]);
  });

  it("opens ten pages and refuses the eleventh", async () => {
    const app = await start();
    for (let depth = 2; depth <= 10; depth++) await logged.route(app, "navigateTo", { url: "/pages/b" });
    expect(await logged.route(app, "navigateTo", { url: "/pages/b" })).toBe(
      "navigateTo:fail webview count limit exceed",
    );
    expect(app.view.pages).toHaveLength(10);
  });

  it.each([
    ["navigateTo", { url: "/pages/x" }, 'navigateTo:fail page "pages/x" is not found'],
    ["redirectTo", { url: "../x" }, 'redirectTo:fail page "x" is not found'],
    ["switchTab", { url: "/pages/b" }, "switchTab:fail can not switch to no-tabBar page"],
    ["navigateBack", {}, "navigateBack:fail cannot navigate back at first page"],
    ["navigateTo", {}, "navigateTo:fail parameter error: parameter.url should be String instead of Undefined;"],
  ])("%s %o fails in the platform's words", async (name, options, text) => {
    const app = await start();
    expect(await logged.route(app, name, options)).toBe(text);
    expect(logged.log).toEqual([]);
  });

  it("resolves the URLs of this.pageRouter against its own page", async () => {
    const app = createTestApp({
      app: logged.captured,
      "pages/a": logged.page("a"),
      "pages/b": logged.page("b"),
      "other/c": logged.page("c"),
    });
    await app.launch();
    const first = logged.scope.getCurrentPages()[0] as unknown as {
      pageRouter: Record<string, (options: object) => Promise<unknown>>;
    };
    await logged.route(app, "navigateTo", { url: "/other/c" });
    await first.pageRouter.navigateTo?.({ url: "b" });
    await app.settled();
    expect(app.view.current?.opening.path).toBe("pages/b");
  });

  it("goes on after a route that failed", async () => {
    const app = await start();
    await logged.route(app, "navigateTo", { url: "/pages/x" });
    expect(await logged.route(app, "navigateTo", { url: "/pages/b" })).toBe("navigateTo:ok");
  });

  it("connects opener and opened page by an event channel, whichever speaks first", async () => {
    const heard: unknown[] = [];
    const app = createTestApp({
      app: logged.captured,
      "pages/a": logged.page("a"),
      "pages/b": {
        js: ({ Page }) =>
          Page({
            onLoad(this: { getOpenerEventChannel(): { on: Function; emit: Function } }) {
              const channel = this.getOpenerEventChannel();
              channel.on("fromOpener", (data: unknown) => heard.push(["page", data]));
              channel.emit("fromPage", 2);
            },
          }),
      },
    });
    await app.launch();
    const navigateTo = logged.scope.wx.navigateTo as (options: object) => Promise<{ eventChannel: EventChannel }>;
    const events = { fromPage: (data: unknown) => heard.push(["opener", data]) };
    const { eventChannel } = await navigateTo({ url: "/pages/b", events });
    eventChannel.emit("fromOpener", 1);
    await app.settled();
    expect(heard).toHaveLength(2);
    expect(heard).toContainEqual(["page", 1]);
    expect(heard).toContainEqual(["opener", 2]);
  });

  it("opens no page whose file never called Page, and says which", async () => {
    const error = vi.spyOn(console, "error").mockImplementation(() => {});
    const app = createTestApp({ app: logged.captured, "pages/a": {} });
    await app.launch();
    expect(String(error.mock.calls[0]?.[0])).toContain('Page "pages/a" has not been registered');
    expect(app.view.pages).toEqual([]);
  });
});

describe("switchTab", () => {
  const files = {
    app: logged.captured,
    "pages/a": logged.page("A"),
    "pages/b": logged.page("B"),
    "pages/c": logged.page("C"),
    "pages/d": logged.page("D"),
  };
  const start = async (...routes: [string, string][]): Promise<TestApp> => {
    const app = createTestApp(files, { tabs: ["pages/a", "pages/b"] });
    await app.launch();
    for (const [name, url] of routes) await logged.route(app, name, { url });
    logged.clear();
    return app;
  };
  const shown = (): string[] => logged.log.filter((entry) => !entry.endsWith("onReady"));

  it.each<[string, [string, string][], string, string[]]>([
    ["A → A", [], "/pages/a", []],
    ["A → B for the first time", [], "/pages/b", ["A.onHide", "B.onLoad", "B.onShow"]],
    [
      "A → B again",
      [
        ["switchTab", "/pages/b"],
        ["switchTab", "/pages/a"],
      ],
      "/pages/b",
      ["A.onHide", "B.onShow"],
    ],
    ["C → A", [["navigateTo", "/pages/c"]], "/pages/a", ["C.onUnload", "A.onShow"]],
    ["C → B for the first time", [["navigateTo", "/pages/c"]], "/pages/b", ["C.onUnload", "B.onLoad", "B.onShow"]],
    [
      "D → B",
      [
        ["switchTab", "/pages/b"],
        ["navigateTo", "/pages/d"],
      ],
      "/pages/b",
      ["D.onUnload", "B.onShow"],
    ],
    ["D opened directly → A", [["reLaunch", "/pages/d"]], "/pages/a", ["D.onUnload", "A.onLoad", "A.onShow"]],
  ])("%s", async (_title, routes, url, expected) => {
    const app = await start(...routes);
    await logged.route(app, "switchTab", { url });
    expect(shown()).toEqual(expected);
  });

  it("refuses to navigate or redirect to a tab page", async () => {
    const app = await start();
    expect(await logged.route(app, "navigateTo", { url: "/pages/b" })).toBe(
      "navigateTo:fail can not navigateTo a tabbar page",
    );
    expect(await logged.route(app, "redirectTo", { url: "/pages/b" })).toBe(
      "redirectTo:fail can not redirectTo a tabbar page",
    );
  });

  it("unloads hidden tab pages with reLaunch", async () => {
    const app = await start(["switchTab", "/pages/b"]);
    await logged.route(app, "reLaunch", { url: "/pages/c" });
    expect(shown()).toEqual(["B.onUnload", "A.onUnload", "C.onLoad", "C.onShow"]);
  });

  it("switches when the person presses a tab, and tells the page", async () => {
    const tapped: unknown[] = [];
    const app = createTestApp(
      { ...files, "pages/b": { js: ({ Page }) => Page({ onTabItemTap: (item: unknown) => tapped.push(item) }) } },
      { tabs: ["pages/a", "pages/b"] },
    );
    await app.launch();
    app.logic["navigation.tab"](1);
    await app.settled();
    expect(app.view.current?.opening.path).toBe("pages/b");
    expect(tapped).toEqual([{ index: 1, pagePath: "pages/b", text: "pages/b" }]);
  });
});
