import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createTestApp, type ModuleScope, type TestApp, type TestFile } from "../../../test/support/logic-app.ts";
import { createMemoryPorts } from "../../testing/index.ts";
import type { EventChannel } from "./event-channel.ts";
import { findNode, textOf, type PlainNode } from "../headless/index.ts";

const HOOKS = ["onLoad", "onShow", "onReady", "onHide", "onUnload"];

let log: string[];
beforeEach(() => {
  log = [];
});
afterEach(() => void vi.restoreAllMocks());

/** A page that logs its hooks. */
function loggedPage(name: string, more: object = {}): TestFile {
  return {
    wxml: `<view>${name}</view>`,
    js: ({ Page }) =>
      Page({ ...Object.fromEntries(HOOKS.map((hook) => [hook, () => log.push(`${name}.${hook}`)])), ...more }),
  };
}

const loggedApp: TestFile = {
  js: ({ App }) =>
    App(
      Object.fromEntries(
        ["onLaunch", "onShow", "onHide", "onError"].map((hook) => [hook, () => log.push(`App.${hook}`)]),
      ),
    ),
};

let scope: ModuleScope;
const captured: TestFile = {
  js: (given) => {
    scope = given;
    given.App({});
  },
};

function current(app: TestApp): PlainNode {
  const page = app.view.current;
  if (page === undefined) throw new Error("No page is open");
  return page.root;
}

function node(app: TestApp, fits: (node: PlainNode) => boolean): PlainNode {
  const found = findNode(current(app), fits);
  if (found === undefined) throw new Error("There is no such node");
  return found;
}

async function route(app: TestApp, name: string, options: object): Promise<string> {
  const call = scope.wx[name] as (options: object) => Promise<{ errMsg: string }>;
  const { errMsg } = await call(options).catch((error: { errMsg: string }) => error);
  await app.settled();
  return errMsg;
}

describe("life-cycle", () => {
  it("starts with the app, then the page", async () => {
    await createTestApp({ app: loggedApp, "pages/a": loggedPage("a") }).launch();
    expect(log).toEqual(["App.onLaunch", "App.onShow", "a.onLoad", "a.onShow", "a.onReady"]);
  });

  it("runs app.js before components and pages", async () => {
    await createTestApp({
      "pages/a": { js: ({ Page }) => (log.push("page file"), Page({})) },
      app: { js: ({ App }) => (log.push("app file"), App({})) },
    }).launch();
    expect(log).toEqual(["app file", "page file"]);
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
    const app = createTestApp({ app: loggedApp, "pages/a": loggedPage("a") });
    await app.launch();
    log = [];
    app.setForeground(false);
    app.setForeground(true);
    expect(log).toEqual(["a.onHide", "App.onHide", "App.onShow", "a.onShow"]);
  });

  it("lets the hooks use the network as if the app had not left yet, and had already come back", async () => {
    const { clock, http } = createMemoryPorts();
    const request = ({ wx }: ModuleScope, hook: string): unknown =>
      wx["request"]?.({
        url: `https://example.com/${hook}`,
        success: () => log.push(`${hook} ok`),
        fail: ({ errMsg }: { errMsg: string }) => log.push(`${hook} ${errMsg}`),
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
    expect(log).toEqual([
      "onShow ok",
      "later request:fail interrupted",
      "onHide request:fail interrupted",
      "onShow ok",
    ]);
  });

  it("deep-copies data and fields for each page", async () => {
    const files = {
      app: captured,
      "pages/a": {
        js: ({ Page }: ModuleScope) =>
          Page({
            data: { list: [1] },
            bag: { count: 0 },
            onLoad(this: { data: { list: number[] }; bag: { count: number } }) {
              this.data.list.push(2);
              this.bag.count += 1;
              log.push(`${this.data.list.length} ${this.bag.count}`);
            },
          }),
      },
    };
    const app = createTestApp(files);
    await app.launch();
    await route(app, "navigateTo", { url: "/pages/a" });
    expect(log).toEqual(["2 1", "2 1"]);
  });

  it("reports what a hook throws to onError with message and stack, and goes on", async () => {
    const errors: string[] = [];
    vi.spyOn(console, "error").mockImplementation(() => {});
    const app = createTestApp({
      app: { js: ({ App }) => App({ onError: (message: string) => errors.push(message) }) },
      "pages/a": loggedPage("a", {
        onLoad: () => {
          throw new Error("broken hook");
        },
      }),
    });
    await app.launch();
    expect(log).toEqual(["a.onShow", "a.onReady"]);
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
      "pages/a": loggedPage("a"),
    });
    await app.launch();
    const promise = Promise.resolve();
    app.logic.unhandledRejection("why", promise);
    app.logic.uncaught(new Error("in a timer"));
    expect(heard).toEqual([{ reason: "why", promise }, "Error: in a timer"]);
    expect(app.view.errors).toHaveLength(1);
  });
});

describe("routes", () => {
  const files = { app: captured, "pages/a": loggedPage("a"), "pages/b": loggedPage("b"), "pages/c": loggedPage("c") };
  const start = async (): Promise<TestApp> => {
    const app = createTestApp(files);
    await app.launch();
    log = [];
    return app;
  };

  it("navigateTo hides the old page and opens the new one", async () => {
    const app = await start();
    expect(await route(app, "navigateTo", { url: "/pages/b?x=1" })).toBe("navigateTo:ok");
    expect(log).toEqual(["a.onHide", "b.onLoad", "b.onShow", "b.onReady"]);
    expect(scope.getCurrentPages().map((page) => page.route)).toEqual(["pages/a", "pages/b"]);
  });

  it("redirectTo unloads the old page without hiding it", async () => {
    const app = await start();
    await route(app, "redirectTo", { url: "b" });
    expect(log).toEqual(["a.onUnload", "b.onLoad", "b.onShow", "b.onReady"]);
  });

  it("navigateBack unloads from the top and shows the revealed page", async () => {
    const app = await start();
    await route(app, "navigateTo", { url: "/pages/b" });
    await route(app, "navigateTo", { url: "/pages/c" });
    log = [];
    await route(app, "navigateBack", { delta: 9 });
    expect(log).toEqual(["c.onUnload", "b.onUnload", "a.onShow"]);
    expect(app.view.pages).toHaveLength(1);
  });

  it("reLaunch unloads everything, from the top", async () => {
    const app = await start();
    await route(app, "navigateTo", { url: "/pages/b" });
    log = [];
    await route(app, "reLaunch", { url: "/pages/c" });
    expect(log).toEqual(["b.onUnload", "a.onUnload", "c.onLoad", "c.onShow", "c.onReady"]);
  });

  it("runs routes that are asked for at once in call order", async () => {
    const app = await start();
    await Promise.all([route(app, "navigateTo", { url: "/pages/b" }), route(app, "navigateTo", { url: "/pages/c" })]);
    expect(scope.getCurrentPages().map((page) => page.route)).toEqual(["pages/a", "pages/b", "pages/c"]);
  });

  it("opens ten pages and refuses the eleventh", async () => {
    const app = await start();
    for (let depth = 2; depth <= 10; depth++) await route(app, "navigateTo", { url: "/pages/b" });
    expect(await route(app, "navigateTo", { url: "/pages/b" })).toBe("navigateTo:fail webview count limit exceed");
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
    expect(await route(app, name, options)).toBe(text);
    expect(log).toEqual([]);
  });

  it("resolves the URLs of this.pageRouter against its own page", async () => {
    const app = createTestApp({
      app: captured,
      "pages/a": loggedPage("a"),
      "pages/b": loggedPage("b"),
      "other/c": loggedPage("c"),
    });
    await app.launch();
    const first = scope.getCurrentPages()[0] as unknown as {
      pageRouter: Record<string, (options: object) => Promise<unknown>>;
    };
    await route(app, "navigateTo", { url: "/other/c" });
    await first.pageRouter.navigateTo?.({ url: "b" });
    await app.settled();
    expect(app.view.current?.opening.path).toBe("pages/b");
  });

  it("goes on after a route that failed", async () => {
    const app = await start();
    await route(app, "navigateTo", { url: "/pages/x" });
    expect(await route(app, "navigateTo", { url: "/pages/b" })).toBe("navigateTo:ok");
  });

  it("connects opener and opened page by an event channel, whichever speaks first", async () => {
    const heard: unknown[] = [];
    const app = createTestApp({
      app: captured,
      "pages/a": loggedPage("a"),
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
    const navigateTo = scope.wx.navigateTo as (options: object) => Promise<{ eventChannel: EventChannel }>;
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
    const app = createTestApp({ app: captured, "pages/a": {} });
    await app.launch();
    expect(String(error.mock.calls[0]?.[0])).toContain('Page "pages/a" has not been registered');
    expect(app.view.pages).toEqual([]);
  });
});

describe("switchTab", () => {
  const files = {
    app: captured,
    "pages/a": loggedPage("A"),
    "pages/b": loggedPage("B"),
    "pages/c": loggedPage("C"),
    "pages/d": loggedPage("D"),
  };
  const start = async (...routes: [string, string][]): Promise<TestApp> => {
    const app = createTestApp(files, { tabs: ["pages/a", "pages/b"] });
    await app.launch();
    for (const [name, url] of routes) await route(app, name, { url });
    log = [];
    return app;
  };
  const shown = (): string[] => log.filter((entry) => !entry.endsWith("onReady"));

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
    await route(app, "switchTab", { url });
    expect(shown()).toEqual(expected);
  });

  it("refuses to navigate or redirect to a tab page", async () => {
    const app = await start();
    expect(await route(app, "navigateTo", { url: "/pages/b" })).toBe(
      "navigateTo:fail can not navigateTo a tabbar page",
    );
    expect(await route(app, "redirectTo", { url: "/pages/b" })).toBe(
      "redirectTo:fail can not redirectTo a tabbar page",
    );
  });

  it("unloads hidden tab pages with reLaunch", async () => {
    const app = await start(["switchTab", "/pages/b"]);
    await route(app, "reLaunch", { url: "/pages/c" });
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

describe("setData", () => {
  type Caller = { data: Record<string, unknown>; setData(data: object, callback?: () => void): void };
  const open = async (wxml: string, data: object): Promise<{ app: TestApp; page: Caller }> => {
    const app = createTestApp({ app: captured, "pages/a": { wxml, js: ({ Page }) => Page({ data }) } });
    await app.launch();
    return { app, page: scope.getCurrentPages()[0] as unknown as Caller };
  };

  it("changes data at once and the view at the end of the microtask", async () => {
    const { app, page } = await open("<view>{{x}}</view>", { x: 1 });
    page.setData({ x: 2 });
    expect(page.data.x).toBe(2);
    expect(textOf(current(app))).toBe("1");
    await app.settled();
    expect(textOf(current(app))).toBe("2");
  });

  it("takes paths and makes missing parents", async () => {
    const { app, page } = await open("<view wx:for='{{list}}'>{{item.name}}</view>{{deep.a[1].b}}", {
      list: [{ name: "a" }],
    });
    page.setData({ "list[0].name": "b", "list[1].name": "c", "deep.a[1].b": "d" });
    await app.settled();
    expect(textOf(current(app))).toBe("bcd");
    expect(page.data.deep).toEqual({ a: [undefined, { b: "d" }] });
  });

  it("calls back after the view was updated", async () => {
    const { app, page } = await open("<view>{{x}}</view>", { x: 1 });
    const seen = await new Promise((resolve) => page.setData({ x: 2 }, () => resolve(textOf(current(app)))));
    expect(seen).toBe("2");
  });

  it("isolates the view from objects that change afterwards", async () => {
    const { app, page } = await open("<view>{{o.x}}</view>", { o: { x: 1 } });
    const object = { x: 2 };
    page.setData({ o: object });
    object.x = 3;
    await app.settled();
    expect(textOf(current(app))).toBe("2");
  });

  it("ignores setData of a page that is gone", async () => {
    const { app, page } = await open("<view>{{x}}</view>", { x: 1 });
    await route(app, "reLaunch", { url: "/pages/a" });
    page.setData({ x: 9 });
    await app.settled();
    expect(textOf(current(app))).toBe("1");
  });

  it("draws before nextTick calls back", async () => {
    const { app, page } = await open("<view>{{x}}</view>", { x: 1 });
    page.setData({ x: 2 });
    const seen = await new Promise((resolve) => scope.wx.nextTick?.(() => resolve(textOf(current(app)))));
    expect(seen).toBe("2");
  });
});

describe("events", () => {
  type Seen = {
    type: string;
    currentTarget: { id: string; dataset: object };
    target: { id: string };
    mark: object;
    detail: unknown;
  };
  const open = async (
    wxml: string,
    extra: Record<string, TestFile> = {},
    using: Record<string, string> = {},
  ): Promise<{ app: TestApp; events: Seen[] }> => {
    const events: Seen[] = [];
    const note = (event: Seen): unknown => events.push(event);
    const app = createTestApp({
      app: captured,
      "pages/a": {
        wxml,
        using,
        js: ({ Page }) => Page({ data: { name: "one" }, one: note, two: note, three: note, upper: () => "REPLACED" }),
      },
      ...extra,
    });
    await app.launch();
    return { app, events };
  };
  const byId = (id: string) => (candidate: PlainNode) => candidate.id === id;

  it("bubbles to every handler with target, dataset, mark and detail", async () => {
    const { app, events } = await open(
      `<view id="outer" bindtap="two" mark:a="1" mark:b="outer"><view id="inner" bind:tap="one" data-element-type="x" data-elementOther="{{1}}" mark:b="inner"/></view>`,
    );
    app.view.dispatch(app.logic, node(app, byId("inner")), "tap", { x: 1, y: 2 }, true);
    expect(events).toMatchObject([
      {
        type: "tap",
        target: { id: "inner" },
        currentTarget: { id: "inner", dataset: { elementType: "x", elementother: 1 } },
        mark: { a: "1", b: "inner" },
        detail: { x: 1, y: 2 },
      },
      { target: { id: "inner" }, currentTarget: { id: "outer" } },
    ]);
  });

  it("stops at catch", async () => {
    const { app, events } = await open(`<view bindtap="two"><view id="inner" catchtap="one"/></view>`);
    app.view.dispatch(app.logic, node(app, byId("inner")), "tap", {}, true);
    expect(events).toHaveLength(1);
  });

  it("captures from outside in, and capture-catch ends it", async () => {
    const { app, events } = await open(
      `<view id="o" capture-bind:tap="one"><view id="m" capture-catch:tap="two"><view id="i" bindtap="three"/></view></view>`,
    );
    app.view.dispatch(app.logic, node(app, byId("i")), "tap", {}, true);
    expect(events.map((event) => event.currentTarget.id)).toEqual(["o", "m"]);
  });

  it("runs only the innermost mut-bind", async () => {
    const { app, events } = await open(
      `<view id="o" mut-bind:tap="one"><view id="m" bindtap="two"><view id="i" mut-bind:tap="three"/></view></view>`,
    );
    app.view.dispatch(app.logic, node(app, byId("i")), "tap", {}, true);
    expect(events.map((event) => event.currentTarget.id)).toEqual(["i", "m"]);
  });

  it("calls the method that the bound name means now", async () => {
    const { app, events } = await open(`<view id="i" bindtap="{{name}}"/>`);
    (scope.getCurrentPages()[0] as unknown as { setData(data: object): void }).setData({ name: "two" });
    await app.settled();
    app.view.dispatch(app.logic, node(app, byId("i")), "tap", {}, true);
    expect(events).toHaveLength(1);
  });

  it("warns of a method that is not there", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const { app } = await open(`<view id="i" bindtap="nope"/>`);
    app.view.dispatch(app.logic, node(app, byId("i")), "tap", {}, true);
    expect(warn).toHaveBeenCalledWith('Component "pages/a" does not have a method "nope" to handle event "tap".');
  });

  it("replaces the text of an input by what its handler returns", async () => {
    const { app } = await open(`<input id="i" bindinput="upper"/>`);
    app.view.dispatch(app.logic, node(app, byId("i")), "input", { value: "x", cursor: 1 }, false);
    await app.settled();
    expect(node(app, byId("i")).attributes.get("value")).toBe("REPLACED");
  });

  it("writes what the person types into model:value", async () => {
    const { app } = await open(`<input id="i" model:value="{{name}}"/>`);
    const input = node(app, byId("i"));
    expect(input.models.has("value")).toBe(true);
    app.logic["page.model"](app.view.current?.opening.page ?? 0, input.number, "value", "typed");
    expect(scope.getCurrentPages()[0]?.data.name).toBe("typed");
  });

  it("retargets events of a component's inside to the component", async () => {
    const { app, events } = await open(
      `<comp id="c" data-k="v" bindtap="one" bindcustom="two"/>`,
      {
        "components/comp": {
          isComponent: true,
          wxml: `<view id="inside" bindtap="press"/>`,
          js: ({ Component }) =>
            Component({
              methods: {
                press(this: { triggerEvent(name: string, detail: unknown): void }) {
                  this.triggerEvent("custom", { hello: 1 });
                },
              },
            }),
        },
      },
      { comp: "components/comp" },
    );
    app.view.dispatch(
      app.logic,
      node(app, (candidate) => candidate.listening.has("tap") && !candidate.isHost),
      "tap",
      {},
      true,
    );
    expect(events).toMatchObject([
      { type: "custom", detail: { hello: 1 }, currentTarget: { id: "c", dataset: { k: "v" } } },
      { type: "tap", target: { id: "c" } },
    ]);
  });
});

describe("components", () => {
  it("passes properties, slots and hidden, and attaches parent before child", async () => {
    const component = (name: string, wxml: string, using = {}): TestFile => ({
      isComponent: true,
      wxml,
      using,
      js: ({ Component }) =>
        Component({ properties: { count: Number }, lifetimes: { attached: () => log.push(name) } }),
    });
    const app = createTestApp({
      app: captured,
      "pages/a": {
        wxml: `<outer count="3" hidden><text>slotted</text></outer>`,
        using: { outer: "components/outer" },
        js: ({ Page }) => Page({}),
      },
      "components/outer": component("outer", `<view class="box">{{count + 1}}<slot/><inner/></view>`, {
        inner: "components/inner",
      }),
      "components/inner": component("inner", `<view>in</view>`),
    });
    await app.launch();
    expect(log).toEqual(["outer", "inner"]);
    expect(textOf(current(app))).toBe("4slottedin");
    const host = node(app, (candidate) => candidate.isHost && candidate.tag === "outer");
    expect(host.host).toBe("components-outer");
    expect(host.attributes.get("hidden")).toBe(true);
    expect([...node(app, (candidate) => candidate.classes.size > 0).classes]).toEqual(["components-outer--box"]);
  });

  it("calls ready once a component was drawn, children first, before onReady of the page", async () => {
    const component = (name: string, wxml: string, using = {}): TestFile => ({
      isComponent: true,
      wxml,
      using,
      js: ({ Component }) =>
        Component({
          lifetimes: {
            attached: () => log.push(`${name}.attached`),
            ready: () => log.push(`${name}.ready`),
            detached: () => log.push(`${name}.detached`),
          },
        }),
    });
    const app = createTestApp({
      app: captured,
      "pages/a": {
        ...loggedPage("a", { data: { isOn: false } }),
        wxml: `<outer/><inner wx:if="{{isOn}}"/>`,
        using: { outer: "components/outer", inner: "components/inner" },
      },
      "components/outer": component("outer", `<inner/>`, { inner: "components/inner" }),
      "components/inner": component("inner", `<view>in</view>`),
    });
    await app.launch();
    expect(log).toEqual([
      "outer.attached",
      "inner.attached",
      "a.onLoad",
      "a.onShow",
      "inner.ready",
      "outer.ready",
      "a.onReady",
    ]);
    log = [];
    (scope.getCurrentPages()[0] as unknown as { setData(data: object): void }).setData({ isOn: true });
    await app.settled();
    expect(log).toEqual(["inner.attached", "inner.ready"]);
  });

  it("tells components when their page is shown and hidden", async () => {
    const app = createTestApp({
      app: captured,
      "pages/a": { wxml: "<comp/>", using: { comp: "components/comp" }, js: ({ Page }) => Page({}) },
      "components/comp": {
        isComponent: true,
        js: ({ Component }) =>
          Component({ pageLifetimes: { show: () => log.push("show"), hide: () => log.push("hide") } }),
      },
    });
    await app.launch();
    app.setForeground(false);
    expect(log).toEqual(["show", "hide"]);
  });

  it("makes a page of Component, with the query as properties", async () => {
    const app = createTestApp({
      app: captured,
      "pages/a": {
        wxml: "<view>{{id2}}</view>",
        js: ({ Component }) =>
          Component({
            properties: { id2: Number },
            methods: { onLoad: (query: object) => log.push(JSON.stringify(query)) },
          }),
      },
    });
    await app.launch("pages/a", "id2=7");
    expect(log).toEqual(['{"id2":"7"}']);
    expect(textOf(current(app))).toBe("7");
  });

  it("drops attributes that the built-in does not declare and converts the others", async () => {
    const app = createTestApp({
      app: captured,
      "pages/a": {
        wxml: `<progress percent="20" onclick="x" show-info activeColor="red"/>`,
        js: ({ Page }) => Page({}),
      },
    });
    await app.launch();
    const progress = node(app, (candidate) => candidate.tag === "progress");
    expect(Object.fromEntries(progress.attributes)).toEqual({ percent: 20, "show-info": true, "active-color": "red" });
  });
});

describe("theme", () => {
  it("changes the window of open pages and tells the app", async () => {
    const themes: unknown[] = [];
    const app = createTestApp({
      app: { js: ({ App }) => App({ onThemeChange: (change: unknown) => themes.push(change) }) },
      "pages/a": loggedPage("a"),
    });
    await app.launch();
    app.setTheme("dark");
    expect(themes).toEqual([{ theme: "dark" }]);
    expect(app.view.current?.window.backgroundColor).toBe("#111111");
  });
});
