import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LoggedFiles } from "../../../test/support/logged-files.ts";
import { createTestApp, type ModuleScope, type TestFile } from "../../../test/support/logic-app.ts";
import { createMemoryPorts } from "../../testing/index.ts";

const logged = new LoggedFiles();
beforeEach(() => logged.clear());
afterEach(() => void vi.restoreAllMocks());

describe("life-cycle", () => {
  it("starts with the app, then the page", async () => {
    await createTestApp({ app: logged.app, "pages/a": logged.page("a") }).launch();
    expect(logged.log).toEqual(["App.onLaunch", "App.onShow", "a.onLoad", "a.onShow", "a.onReady"]);
  });

  it("runs app.js before components and pages", async () => {
    await createTestApp({
      "pages/a": { js: ({ Page }) => (logged.log.push("page file"), Page({})) },
      app: { js: ({ App }) => (logged.log.push("app file"), App({})) },
    }).launch();
    expect(logged.log).toEqual(["app file", "page file"]);
  });

  it("gives onLaunch and onLoad path and query, undecoded", async () => {
    const seen: unknown[] = [];
    await createTestApp({
      app: { js: ({ App }) => App({ onLaunch: (options: unknown) => seen.push(options) }) },
      "pages/a": {
        js: ({ Page }) =>
          Page({
            onLoad(this: { route: string; options: object }, query: unknown) {
              seen.push(query, this.route, this.options);
            },
          }),
      },
    }).launch("pages/a", "x=%E7%8C%AB&y=");
    const query = { x: "%E7%8C%AB", y: "" };
    expect(seen[0]).toMatchObject({ path: "pages/a", query, scene: 1001, referrerInfo: {} });
    expect(seen.slice(1)).toEqual([query, "pages/a", query]);
  });

  it("hides page, then app in the background, and shows app, then page after it", async () => {
    const app = createTestApp({ app: logged.app, "pages/a": logged.page("a") });
    await app.launch();
    logged.clear();
    app.setForeground(false);
    app.setForeground(true);
    expect(logged.log).toEqual(["a.onHide", "App.onHide", "App.onShow", "a.onShow"]);
  });

  it("lets the hooks use the network as if the app had not left yet, and had already come back", async () => {
    const { clock, http } = createMemoryPorts();
    const request = ({ wx }: ModuleScope, hook: string): unknown =>
      wx["request"]?.({
        url: `https://example.com/${hook}`,
        success: () => logged.log.push(`${hook} ok`),
        fail: ({ errMsg }: { errMsg: string }) => logged.log.push(`${hook} ${errMsg}`),
      });
    const files: Record<string, TestFile> = {
      app: {
        js: (scope) =>
          scope.App({
            onHide: () => {
              request(scope, "onHide");
              queueMicrotask(() => request(scope, "later"));
            },
            onShow: () => request(scope, "onShow"),
          }),
      },
      "pages/a": { js: ({ Page }) => Page({}) },
    };
    const app = createTestApp(files, { ports: { clock, http } });
    await app.launch();
    (await http.next()).respond();
    await app.settled();
    app.setForeground(false);
    await app.settled();
    clock.advance(5000);
    await app.settled();
    app.setForeground(true);
    const urls = [await http.next(), await http.next()].map((exchange) => {
      exchange.respond();
      return exchange.request.url;
    });
    await app.settled();
    expect(urls).toEqual(["https://example.com/onHide", "https://example.com/onShow"]);
    expect(logged.log).toEqual([
      "onShow ok",
      "later request:fail interrupted",
      "onHide request:fail interrupted",
      "onShow ok",
    ]);
  });

  it("deep-copies data and fields for each page", async () => {
    const files = {
      app: logged.captured,
      "pages/a": {
        js: ({ Page }: ModuleScope) =>
          Page({
            data: { list: [1] },
            bag: { count: 0 },
            onLoad(this: { data: { list: number[] }; bag: { count: number } }) {
              this.data.list.push(2);
              this.bag.count += 1;
              logged.log.push(`${this.data.list.length} ${this.bag.count}`);
            },
          }),
      },
    };
    const app = createTestApp(files);
    await app.launch();
    await logged.route(app, "navigateTo", { url: "/pages/a" });
    expect(logged.log).toEqual(["2 1", "2 1"]);
  });

  it("reports what a hook throws to onError with message and stack, and goes on", async () => {
    const errors: string[] = [];
    vi.spyOn(console, "error").mockImplementation(() => {});
    const app = createTestApp({
      app: { js: ({ App }) => App({ onError: (message: string) => errors.push(message) }) },
      "pages/a": logged.page("a", {
        onLoad: () => {
          throw new Error("broken hook");
        },
      }),
    });
    await app.launch();
    expect(logged.log).toEqual(["a.onShow", "a.onReady"]);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(/Error: broken hook\n\s+at /);
  });
});

describe("what nobody caught", () => {
  it("reaches onUnhandledRejection with reason and promise, and onError", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const heard: unknown[] = [];
    const app = createTestApp({
      app: {
        js: ({ App }) =>
          App({
            onUnhandledRejection: (event: unknown) => heard.push(event),
            onError: (message: string) => heard.push(message.split("\n")[0]),
          }),
      },
      "pages/a": logged.page("a"),
    });
    await app.launch();
    const promise = Promise.resolve();
    app.logic.unhandledRejection("why", promise);
    app.logic.uncaught(new Error("in a timer"));
    expect(heard).toEqual([{ reason: "why", promise }, "Error: in a timer"]);
    expect(app.view.errors).toHaveLength(1);
  });
});

describe("theme", () => {
  it("changes the window of open pages and tells the app", async () => {
    const themes: unknown[] = [];
    const app = createTestApp({
      app: { js: ({ App }) => App({ onThemeChange: (change: unknown) => themes.push(change) }) },
      "pages/a": logged.page("a"),
    });
    await app.launch();
    app.setTheme("dark");
    expect(themes).toEqual([{ theme: "dark" }]);
    expect(app.view.current?.window.backgroundColor).toBe("#111111");
  });
});
