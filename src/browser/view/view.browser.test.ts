import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createViewStage, find, nested, type ViewStage } from "../../../test/support/view-stage.ts";
import { ROOT_NODE } from "../../core/protocol/index.ts";

let stage: ViewStage;
beforeEach(() => {
  stage = createViewStage();
});
afterEach(() => stage.close());

describe("pages", () => {
  it("shows title and colours in the navigation bar, and the back button above the first page", async () => {
    const first = await stage.open(nested([]));
    expect(find(first, ".minihost-bar-title").textContent).toBe("标题 Title");
    expect(getComputedStyle(find(first, ".minihost-bar")).backgroundColor).toBe("rgb(17, 34, 51)");
    expect(find(first, ".minihost-bar-back").hidden).toBe(true);
    const second = await stage.open(nested([]), 2, [1, 2]);
    expect(find(second, ".minihost-bar-back").hidden).toBe(false);
    find(second, ".minihost-bar-back").click();
    expect(stage.sent).toContainEqual({ name: "navigation.back", values: [] });
    stage.view["page.window"](2, { navigationBarTitleText: "changed" });
    expect(find(second, ".minihost-bar-title").textContent).toBe("changed");
  });

  it("gives a page with a custom bar the whole height", async () => {
    await stage.open(nested([]), 1, [1], { navigationStyle: "custom" });
    expect(stage.view.area).toEqual({ width: 375, height: 600 });
    await stage.open(nested([]), 2, [1, 2]);
    expect(stage.view.area).toEqual({ width: 375, height: 556 });
  });

  it("makes vh a part of the page and keeps fixed elements in it", async () => {
    const root = await stage.open((writer) => {
      writer.createElement(2, "view", false);
      writer.setStyle(2, "position:fixed;top:0;left:0;width:375rpx;height:50vh");
      writer.splice(ROOT_NODE, 0, 0, [2]);
    });
    const { top, height } = find(root, "wx-view").getBoundingClientRect();
    expect([top, height]).toEqual([44, 278]);
  });

  it("answers an app's questions for the theme with the device's", async () => {
    stage.styles = {
      app: "#inner { color: rgb(1, 1, 1) } @media (prefers-color-scheme: dark) { #inner { color: rgb(2, 2, 2) } }",
    };
    const root = await stage.open(nested([]));
    const colour = (): string => getComputedStyle(find(root, "#inner")).color;
    expect(colour()).toBe("rgb(1, 1, 1)");
    stage.view.setTheme("dark");
    expect(colour()).toBe("rgb(2, 2, 2)");
  });

  it("keeps the style of one page from the next", async () => {
    stage.styles = { first: "wx-view { color: rgb(9, 9, 9) }" };
    await stage.open(nested([]));
    stage.styles = {};
    const second = await stage.open(nested([]), 2, [1, 2]);
    expect(getComputedStyle(find(second, "#inner")).color).not.toBe("rgb(9, 9, 9)");
  });

  it("tells logic that the page scrolled, and once that its end is near", async () => {
    const root = await stage.open((writer) => {
      writer.createElement(2, "view", false);
      writer.setStyle(2, "height:2000px");
      writer.splice(ROOT_NODE, 0, 0, [2]);
    });
    const scroller = find(root, ".minihost-scroller");
    const scrolled = (): Promise<unknown> =>
      new Promise((resolve) => scroller.addEventListener("scroll", resolve, { once: true }));
    for (const top of [100, 1420, 1444]) {
      const done = scrolled();
      scroller.scrollTop = top;
      await done;
    }
    expect(stage.sent.filter(({ name }) => name === "page.scroll").map(({ values }) => values[1])).toEqual([
      100, 1420, 1444,
    ]);
    expect(stage.sent.filter(({ name }) => name === "page.reachBottom")).toHaveLength(1);
  });

  it("shows the tab bar on tab pages and reports presses", async () => {
    stage.view["app.tabBar"]({
      color: "#000000",
      selectedColor: "#07c160",
      backgroundColor: "#ffffff",
      borderStyle: "black",
      position: "bottom",
      list: [
        { pagePath: "pages/1", text: "one" },
        { pagePath: "pages/2", text: "two", iconPath: "icon.png" },
      ],
    });
    await stage.open(nested([]));
    const bar = stage.container.querySelector<HTMLElement>(".tab-bar");
    expect(bar?.hidden).toBe(true);
    await stage.view["stack.show"]({ kind: "switchTab", pages: [1], tabIndex: 0 });
    expect(bar?.hidden).toBe(false);
    const tabs = [...(bar?.querySelectorAll("button") ?? [])];
    expect(tabs.map((tab) => tab.getAttribute("aria-current"))).toEqual(["page", null]);
    tabs[1]?.click();
    expect(stage.sent).toContainEqual({ name: "navigation.tab", values: [1] });
  });
});
