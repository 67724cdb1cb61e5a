import { beforeEach, describe, expect, it } from "vitest";
import { LoggedFiles } from "../../../test/support/logged-files.ts";
import { createTestApp, pageRoot, type TestApp } from "../../../test/support/logic-app.ts";
import { textOf } from "../headless/index.ts";

const logged = new LoggedFiles();
beforeEach(() => logged.clear());

describe("setData", () => {
  type Caller = { data: Record<string, unknown>; setData(data: object, callback?: () => void): void };
  const open = async (wxml: string, data: object): Promise<{ app: TestApp; page: Caller }> => {
    const app = createTestApp({ app: logged.captured, "pages/a": { wxml, js: ({ Page }) => Page({ data }) } });
    await app.launch();
    return { app, page: logged.scope.getCurrentPages()[0] as unknown as Caller };
  };

  it("changes data at once and the view at the end of the microtask", async () => {
    const { app, page } = await open("<view>{{x}}</view>", { x: 1 });
    page.setData({ x: 2 });
    expect(page.data.x).toBe(2);
    expect(textOf(pageRoot(app))).toBe("1");
    await app.settled();
    expect(textOf(pageRoot(app))).toBe("2");
  });

  it("takes paths and makes missing parents", async () => {
    const { app, page } = await open("<view wx:for='{{list}}'>{{item.name}}</view>{{deep.a[1].b}}", {
      list: [{ name: "a" }],
    });
    page.setData({ "list[0].name": "b", "list[1].name": "c", "deep.a[1].b": "d" });
    await app.settled();
    expect(textOf(pageRoot(app))).toBe("bcd");
    expect(page.data.deep).toEqual({ a: [undefined, { b: "d" }] });
  });

  it("calls back after the view was updated", async () => {
    const { app, page } = await open("<view>{{x}}</view>", { x: 1 });
    const seen = await new Promise((resolve) => page.setData({ x: 2 }, () => resolve(textOf(pageRoot(app)))));
    expect(seen).toBe("2");
  });

  it("isolates the view from objects that change afterwards", async () => {
    const { app, page } = await open("<view>{{o.x}}</view>", { o: { x: 1 } });
    const object = { x: 2 };
    page.setData({ o: object });
    object.x = 3;
    await app.settled();
    expect(textOf(pageRoot(app))).toBe("2");
  });

  it("ignores setData of a page that is gone", async () => {
    const { app, page } = await open("<view>{{x}}</view>", { x: 1 });
    await logged.route(app, "reLaunch", { url: "/pages/a" });
    page.setData({ x: 9 });
    await app.settled();
    expect(textOf(pageRoot(app))).toBe("1");
  });

  it("draws before nextTick calls back", async () => {
    const { app, page } = await open("<view>{{x}}</view>", { x: 1 });
    page.setData({ x: 2 });
    const seen = await new Promise((resolve) => logged.scope.wx.nextTick?.(() => resolve(textOf(pageRoot(app)))));
    expect(seen).toBe("2");
  });
});
