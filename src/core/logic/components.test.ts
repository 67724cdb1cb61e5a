import { beforeEach, describe, expect, it } from "vitest";
import { LoggedFiles } from "../../../test/support/logged-files.ts";
import { createTestApp, nodeOf, pageRoot, type TestFile } from "../../../test/support/logic-app.ts";
import { textOf } from "../headless/index.ts";

const logged = new LoggedFiles();
beforeEach(() => logged.clear());

describe("components", () => {
  it("passes properties, slots and hidden, and attaches parent before child", async () => {
    const component = (name: string, wxml: string, using = {}): TestFile => ({
      isComponent: true,
      wxml,
      using,
      js: ({ Component }) =>
        Component({ properties: { count: Number }, lifetimes: { attached: () => logged.log.push(name) } }),
    });
    const app = createTestApp({
      app: logged.captured,
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
    expect(logged.log).toEqual(["outer", "inner"]);
    expect(textOf(pageRoot(app))).toBe("4slottedin");
    const host = nodeOf(app, (candidate) => candidate.isHost && candidate.tag === "outer");
    expect(host.host).toBe("components-outer");
    expect(host.attributes.get("hidden")).toBe(true);
    expect([...nodeOf(app, (candidate) => candidate.classes.size > 0).classes]).toEqual(["components-outer--box"]);
  });

  it("calls ready once a component was drawn, children first, before onReady of the page", async () => {
    const component = (name: string, wxml: string, using = {}): TestFile => ({
      isComponent: true,
      wxml,
      using,
      js: ({ Component }) =>
        Component({
          lifetimes: {
            attached: () => logged.log.push(`${name}.attached`),
            ready: () => logged.log.push(`${name}.ready`),
            detached: () => logged.log.push(`${name}.detached`),
          },
        }),
    });
    const app = createTestApp({
      app: logged.captured,
      "pages/a": {
        ...logged.page("a", { data: { isOn: false } }),
        wxml: `<outer/><inner wx:if="{{isOn}}"/>`,
        using: { outer: "components/outer", inner: "components/inner" },
      },
      "components/outer": component("outer", `<inner/>`, { inner: "components/inner" }),
      "components/inner": component("inner", `<view>in</view>`),
    });
    await app.launch();
    expect(logged.log).toEqual([
      "outer.attached",
      "inner.attached",
      "a.onLoad",
      "a.onShow",
      "inner.ready",
      "outer.ready",
      "a.onReady",
    ]);
    logged.clear();
    (logged.scope.getCurrentPages()[0] as unknown as { setData(data: object): void }).setData({ isOn: true });
    await app.settled();
    expect(logged.log).toEqual(["inner.attached", "inner.ready"]);
  });

  it("tells components when their page is shown and hidden", async () => {
    const app = createTestApp({
      app: logged.captured,
      "pages/a": { wxml: "<comp/>", using: { comp: "components/comp" }, js: ({ Page }) => Page({}) },
      "components/comp": {
        isComponent: true,
        js: ({ Component }) =>
          Component({ pageLifetimes: { show: () => logged.log.push("show"), hide: () => logged.log.push("hide") } }),
      },
    });
    await app.launch();
    app.setForeground(false);
    expect(logged.log).toEqual(["show", "hide"]);
  });

  it("makes a page of Component, with the query as properties", async () => {
    const app = createTestApp({
      app: logged.captured,
      "pages/a": {
        wxml: "<view>{{id2}}</view>",
        js: ({ Component }) =>
          Component({
            properties: { id2: Number },
            methods: { onLoad: (query: object) => logged.log.push(JSON.stringify(query)) },
          }),
      },
    });
    await app.launch("pages/a", "id2=7");
    expect(logged.log).toEqual(['{"id2":"7"}']);
    expect(textOf(pageRoot(app))).toBe("7");
  });

  it("drops attributes that the built-in does not declare and converts the others", async () => {
    const app = createTestApp({
      app: logged.captured,
      "pages/a": {
        wxml: `<progress percent="20" onclick="x" show-info activeColor="red"/>`,
        js: ({ Page }) => Page({}),
      },
    });
    await app.launch();
    const progress = nodeOf(app, (candidate) => candidate.tag === "progress");
    expect(Object.fromEntries(progress.attributes)).toEqual({ percent: 20, "show-info": true, "active-color": "red" });
  });
});
