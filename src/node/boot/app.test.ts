import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { compileApp, minimalApp } from "../../../test/support/compiled-app.ts";
import { launchApp } from "../../../test/support/headless-app.ts";
import { findNode, textOf, type App, type Page, type PlainNode } from "../index.ts";

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

function find(app: App, className: string): PlainNode {
  const root = app.currentPage?.root;
  const node = root && findNode(root, ({ classes }) => classes.has(className));
  if (node === undefined) throw new Error(`The page has no .${className}`);
  return node;
}

const counter = {
  "pages/a/a.js": `Page({
    data: { count: 0 },
    add(event) { this.setData({ count: this.data.count + event.currentTarget.dataset.step }) },
    double(value) { return { value: value * 2, list: [value] } },
    async later(value) { return value + 1 },
    type(event) { this.setData({ text: event.detail.value }) },
  })`,
  "pages/a/a.wxml": `<view class="count">{{count}}</view><button class="add" data-step="{{2}}" bindtap="add"><text class="label">+</text></button>
    <button class="off" disabled bindtap="add"><text class="dead">+</text></button><input class="field" bindinput="type"/>`,
};

describe("a page", () => {
  it("is a tree, which changes as the app's data do", async () => {
    const { app } = await launchApp(counter);
    expect(textOf(find(app, "count"))).toBe("0");
    app.currentPage?.tap(find(app, "label"));
    app.currentPage?.tap(find(app, "add"));
    expect(app.currentPage?.data()).toEqual({ count: 4 });
    await expect.poll(() => textOf(find(app, "count"))).toBe("4");
    expect(app.errors).toEqual([]);
  });

  it("gets no tap from a disabled button, nor from within", async () => {
    const { app } = await launchApp(counter);
    app.currentPage?.tap(find(app, "off"));
    app.currentPage?.tap(find(app, "dead"));
    expect(app.currentPage?.data()).toEqual({ count: 0 });
  });

  it("gets the events of components with their detail", async () => {
    const { app } = await launchApp(counter);
    app.currentPage?.trigger(find(app, "field"), "input", { value: "猫" });
    expect(app.currentPage?.data()).toMatchObject({ text: "猫" });
  });

  it("answers calls of its methods, also by a promise, and says so when it has none of that name", async () => {
    const { app } = await launchApp(counter);
    expect(app.currentPage?.callMethod("double", 2)).toEqual({ value: 4, list: [2] });
    await expect(app.currentPage?.callMethod("later", 2)).resolves.toBe(3);
    expect(() => app.currentPage?.callMethod("none")).toThrow('The page has no method "none"');
  });
});

describe("the pages of an app", () => {
  const pages = {
    "app.json": JSON.stringify({
      pages: ["pages/a/a", "pages/b/b"],
      window: { navigationBarTitleText: "first" },
    }),
    "pages/b/b.js": `Page({ onLoad(query) { this.setData({ query }); wx.setNavigationBarTitle({ title: "second" }) } })`,
    "pages/b/b.wxml": "<view/>",
  };

  it("are opened and closed by the app and by the person who presses back", async () => {
    const { app } = await launchApp({
      ...pages,
      "pages/a/a.js": `Page({ go() { wx.navigateTo({ url: "../b/b?x=1" }) } })`,
    });
    const first = app.currentPage;
    expect(app.pageStack.map(({ path }) => path)).toEqual(["pages/a/a"]);
    first?.callMethod("go");
    await expect.poll(() => app.currentPage?.window.navigationBarTitleText).toBe("second");
    const second = app.currentPage;
    expect([second?.path, second?.query, second?.data()]).toEqual(["pages/b/b", "x=1", { query: { x: "1" } }]);
    app.pressBack();
    await expect.poll(() => app.currentPage).toBe(first);
    expect(() => second?.data()).toThrow('The page "pages/b/b" is closed');
  });

  it("begin with the one that is asked for", async () => {
    const { app } = await launchApp(pages, {}, { path: "pages/b/b", query: "y=2" });
    expect(app.currentPage?.data()).toEqual({ query: { y: "2" } });
  });

  it("can't begin with one that there is not", async () => {
    await expect(launchApp(pages, {}, { path: "pages/c/c" })).rejects.toThrow('page "pages/c/c" is not found');
  });

  it("hear of the background and the foreground", async () => {
    const hooks = `{ onShow() { getApp().told.push("KIND show") }, onHide() { getApp().told.push("KIND hide") } }`;
    const { app, device } = await launchApp({
      "app.js": `App({ told: [], onShow() { this.told.push("app show") }, onHide() { this.told.push("app hide") } })`,
      "pages/a/a.js": `Page({ ...${hooks.replaceAll("KIND", "page")}, told() { return getApp().told } })`,
    });
    device.background();
    device.foreground();
    expect(app.currentPage?.callMethod("told")).toEqual([
      "app show",
      "page show",
      "page hide",
      "app hide",
      "app show",
      "page show",
    ]);
  });
});

describe("an error of an app", () => {
  const failing = {
    "app.js": `App({ told: [], onError(message) { this.told.push(message) } })`,
    "pages/a/a.js": `const { fail } = require("./b");

Page({
  tapped() {
    fail();
  },
  later() {
    setTimeout(() => fail(), 0);
  },
  told() { return getApp().told },
})`,
    "pages/a/b.ts": `interface Nothing {}

export function fail(): Nothing {
  throw new TypeError("It failed");
}`,
    "pages/a/a.wxml": `<view class="here" bindtap="tapped"/>`,
  };
  const stack = /^TypeError: It failed\n {4}at fail \(pages\/a\/b\.ts:4:9\)\n {4}at .*pages\/a\/a\.js:5:5/;

  it("reaches onError with the file and the line of its source, and the script", async () => {
    const { app } = await launchApp(failing);
    app.currentPage?.tap(find(app, "here"));
    const page = app.currentPage as Page;
    const [message] = page.callMethod("told") as string[];
    expect(message).toMatch(stack);
    expect(message).not.toContain("minihost");
    expect(app.errors).toEqual([message]);
    expect(console.error).toHaveBeenCalledWith(expect.objectContaining({ name: "TypeError", message: "It failed" }));
  });

  it("is the same when it comes from a timer", async () => {
    const { app } = await launchApp(failing);
    app.currentPage?.callMethod("later");
    await expect.poll(() => app.errors).toHaveLength(1);
    expect(app.errors[0]).toContain("at fail (pages/a/b.ts:4:9)");
  });

  it("at the start does not stop the app", async () => {
    const { app } = await launchApp({ "app.js": `App({ onLaunch() { throw new Error("At once") } })` });
    expect(app.currentPage?.path).toBe("pages/a/a");
    expect(app.errors).toEqual([expect.stringMatching(/^Error: At once\n {4}at .*app\.js:1:26/)]);
  });
});

describe("the end of an app", () => {
  it("comes with its device, which calls nothing of it afterwards", async () => {
    const set = vi.spyOn(globalThis, "setInterval");
    const clear = vi.spyOn(globalThis, "clearTimeout");
    const { app, device } = await launchApp({
      "pages/a/a.js": `Page({
        onLoad() { setInterval(() => console.info("tick"), 1); },
        onUnload() { console.info("unloaded") },
        wait() { return new Promise(() => {}) },
      })`,
    });
    const told: unknown[] = [];
    vi.spyOn(console, "info").mockImplementation((text) => told.push(text));
    await expect.poll(() => told).toContain("tick");
    const page = app.currentPage;
    const waiting = page?.callMethod("wait");
    await Promise.all([device.close(), expect(waiting).rejects.toThrow("The app was closed")]);
    expect(told.at(-1)).toBe("unloaded");
    expect(clear).toHaveBeenCalledWith(set.mock.results[0]?.value);
    expect(app.pageStack).toEqual([]);
    expect(page?.callMethod("wait")).toBeUndefined();
  });

  it("is the end: a device runs one app in its life", async () => {
    const { device } = await launchApp({});
    await expect(device.launch(await compileApp(minimalApp()))).rejects.toThrow("This device has its app already");
  });
});

describe("a rejection that nobody handles", () => {
  it("reaches the app's onUnhandledRejection, and one that is not an app's ends the process", async () => {
    const script = fileURLToPath(new URL("../../../test/support/rejecting-app.mjs", import.meta.url));
    const run = promisify(execFile)(process.execPath, [script]);
    await expect(run).rejects.toMatchObject({
      stdout: `[["of the app",true]]\n`,
      stderr: expect.stringContaining("Error: of the script"),
    });
  }, 30_000);
});
