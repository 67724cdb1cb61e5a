import { describe, expect, it } from "vitest";
import {
  compileApp,
  loadScript,
  memorySource,
  minimalApp,
  problemsOf,
  runApp,
} from "../../../test/support/compiled-app.ts";
import { createCompiler } from "./index.ts";

const app = (json: object, files: Record<string, string> = {}): Record<string, string> =>
  minimalApp({ "app.json": JSON.stringify({ pages: ["pages/a/a"], ...json }), ...files });

const page = (path: string): Record<string, string> => ({ [`${path}.js`]: "Page({})", [`${path}.wxml`]: "<view/>" });

describe("a bundle", () => {
  it("has the manifest of a minimal app", async () => {
    const { manifest, assets, styles, problems } = await compileApp(minimalApp());
    const window = {
      navigationBarBackgroundColor: "#000000",
      navigationBarTextStyle: "white",
      navigationBarTitleText: "",
      navigationStyle: "default",
      backgroundColor: "#ffffff",
      backgroundTextStyle: "dark",
      enablePullDownRefresh: false,
      onReachBottomDistance: 50,
      disableScroll: false,
    };
    expect(manifest).toEqual({
      appId: "test",
      pages: ["pages/a/a"],
      entryPagePath: "pages/a/a",
      windows: { "pages/a/a": { light: window, dark: window } },
      isDarkMode: false,
      isStyleV2: false,
      networkTimeout: { request: 60000, connectSocket: 60000, uploadFile: 60000, downloadFile: 60000 },
      components: {
        "pages/a/a": {
          usingComponents: {},
          isComponent: false,
          styleIsolation: "shared",
          styleScope: "",
          hasTemplate: true,
          hasStyle: false,
        },
      },
      hasAppStyle: false,
      modules: ["app.js", "pages/a/a.js"],
    });
    expect([assets, styles, problems]).toEqual([[], {}, []]);
  });

  it("runs", async () => {
    const files = {
      "pages/a/a.ts": `import { greet } from "../../utils/greet";\nPage({ data: { text: greet("you") as string } })`,
      "pages/a/a.wxml": `<view id="greeting" class="b">{{text}}</view>`,
      "utils/greet.js": "export const greet = (name) => `Hello ${name}`",
    };
    const { "pages/a/a.js": _, ...rest } = minimalApp(files);
    expect((await runApp(rest)).markup()).toBe("<view#greeting.b>Hello you</view>");
  });

  it("merges settings of app.json and of pages", async () => {
    const json = {
      pages: ["pages/a/a", "pages/b/b"],
      subPackages: [{ root: "shop/", pages: ["list/list"] }],
      entryPagePath: "/pages/b/b",
      window: { navigationBarTitleText: "app", backgroundColor: "#111111" },
      networkTimeout: { request: 10, uploadFile: "x" },
      requiredBackgroundModes: ["audio"],
      style: "v2",
    };
    const files = {
      ...page("pages/b/b"),
      ...page("shop/list/list"),
      "pages/b/b.json": `{ "navigationBarTitleText": "b", "disableScroll": true, "navigationStyle": "big", "onReachBottomDistance": "9" }`,
    };
    const { manifest, problems } = await compileApp(app(json, files));
    expect(manifest.pages).toEqual(["pages/a/a", "pages/b/b", "shop/list/list"]);
    expect(manifest.entryPagePath).toBe("pages/b/b");
    expect(manifest.windows["pages/a/a"]?.light).toMatchObject({
      navigationBarTitleText: "app",
      backgroundColor: "#111111",
    });
    expect(manifest.windows["pages/b/b"]?.light).toMatchObject({
      navigationBarTitleText: "b",
      backgroundColor: "#111111",
      disableScroll: true,
      navigationStyle: "default",
      onReachBottomDistance: 50,
    });
    expect(manifest).toMatchObject({
      isStyleV2: true,
      networkTimeout: { request: 10, uploadFile: 60000 },
      requiredBackgroundModes: ["audio"],
    });
    expect(problems.map(({ message }) => message)).toEqual([
      `"networkTimeout.uploadFile" in app.json must be a number of milliseconds`,
      `"navigationStyle" in pages/b/b.json must be "default" or "custom"; it is ignored`,
      `"onReachBottomDistance" in pages/b/b.json must be a number; it is ignored`,
    ]);
  });

  it("resolves the variables of a theme on both sides", async () => {
    const json = {
      darkmode: true,
      themeLocation: "theme.json",
      window: { backgroundColor: "@page", navigationBarTextStyle: "@text" },
      tabBar: {
        color: "@text",
        list: [
          { pagePath: "pages/a/a", text: "A", iconPath: "@icon" },
          { pagePath: "pages/b/b", text: "B" },
        ],
      },
    };
    const theme = {
      light: { page: "#ffffff", text: "black", icon: "light.png" },
      dark: { page: "#000000", text: "white", icon: "/dark.png" },
    };
    const files = {
      ...page("pages/b/b"),
      "pages/b/b.json": `{ "backgroundColor": "@none" }`,
      "theme.json": JSON.stringify(theme),
      "light.png": "",
      "dark.png": "",
    };
    const { manifest, problems } = await compileApp(app({ ...json, pages: ["pages/a/a", "pages/b/b"] }, files));
    expect(manifest.isDarkMode).toBe(true);
    expect(manifest.windows["pages/a/a"]).toMatchObject({
      light: { backgroundColor: "#ffffff", navigationBarTextStyle: "black" },
      dark: { backgroundColor: "#000000", navigationBarTextStyle: "white" },
    });
    expect(manifest.tabBar).toMatchObject({
      light: { color: "black", list: [{ iconPath: "light.png" }, { pagePath: "pages/b/b", text: "B" }] },
      dark: { color: "white", list: [{ iconPath: "dark.png" }, {}] },
    });
    expect(problems).toMatchObject([
      { severity: "warning", code: "app.theme", file: "pages/b/b.json", line: 1, column: 22 },
    ]);
  });

  it("finds components by relative, absolute, root and package paths, and as folders", async () => {
    const component = (path: string): Record<string, string> => ({
      [`${path}.json`]: `{ "component": true, "pureDataPattern": "^_" }`,
      [`${path}.js`]: "Component({})",
      [`${path}.wxml`]: "<view/>",
    });
    const using = {
      near: "./near/index",
      absolute: "/components/x",
      root: "components/x",
      folder: "./near",
      package: "@ui/button",
    };
    const files = {
      "pages/a/a.json": JSON.stringify({ usingComponents: using }),
      ...component("pages/a/near/index"),
      ...component("components/x"),
      ...component("miniprogram_npm/@ui/button/index"),
    };
    const { manifest } = await compileApp(app({ usingComponents: { everywhere: "components/x" } }, files));
    expect(manifest.components["pages/a/a"]?.usingComponents).toEqual({
      everywhere: "components/x",
      near: "pages/a/near/index",
      absolute: "components/x",
      root: "components/x",
      folder: "pages/a/near/index",
      package: "miniprogram_npm/@ui/button/index",
    });
    expect(manifest.components["components/x"]).toMatchObject({
      isComponent: true,
      pureDataPattern: "^_",
      usingComponents: { everywhere: "components/x" },
    });
  });

  it("names the files that may be served, and no sources or settings", async () => {
    const assets = ["images/a.png", "data/city.json", "fonts/x.woff2"];
    const others = [
      "theme.json",
      "sitemap.json",
      "package.json",
      "key.pem",
      "README.md",
      "pages/a/a.json",
      "unused.json",
      "unused.wxml",
      "x.js",
      "x.ts",
      "x.wxs",
    ];
    const compilation = await compileApp(
      app({}, Object.fromEntries([...assets, ...others].map((path) => [path, "{}"]))),
    );
    expect(compilation.assets.toSorted()).toEqual(assets.toSorted());
  });
});

describe("a wrong app", () => {
  it("has no bundle", async () => {
    const compilation = await createCompiler(memorySource({}), { appId: "test" }).compile();
    expect(compilation).toEqual({
      ok: false,
      assets: [],
      files: expect.arrayContaining(["app.json", "app.js"]),
      problems: [
        expect.objectContaining({ severity: "error", code: "app.missing-file", message: "There is no app.json" }),
      ],
    });
  });

  it("is told all that is wrong with its settings", async () => {
    const json = `{
  "pages": ["pages/a/a", "pages/none/none", "pages/a/a", 5],
  "subpackages": [{ "pages": [] }],
  "entryPagePath": "pages/x/x",
  "tabBar": { "list": [{ "pagePath": "pages/y/y", "text": "Y", "iconPath": "y.png" }], "custom": true },
  "usingComponents": { "a-b": "./none", "c-d": "plugin://x/y", "e-f": 1 },
  "darkmode": true, "themeLocation": "none.json",
  "window": []
}`;
    const { "app.js": _, ...files } = minimalApp({ "app.json": json });
    expect(await problemsOf(files)).toEqual([
      `error app.pages app.json:2:45 Page "pages/a/a" is in app.json twice`,
      `error app.pages app.json:2:58 A page in app.json must be a path, such as "pages/index/index"`,
      `error app.pages app.json:3:19 A subpackage in app.json must be an object with "root" and "pages"`,
      "error app.missing-file app.json:7:38 There is no theme file none.json",
      `error app.pages app.json:4:20 The entry page "pages/x/x" is not in app.json`,
      `error json.shape app.json:8:13 "window" in app.json must be an object`,
      "error app.tab-bar app.json:5:23 The tab bar has 1 tabs; it must have 2 to 5",
      `error app.tab-bar app.json:5:38 The tab page "pages/y/y" is not in app.json`,
      `error app.missing-file app.json:2:26 Page "pages/none/none" is not there: there is no pages/none/none.wxml and no pages/none/none.js`,
      `error component.missing app.json:6:31 The component "./none" of <a-b> is not there`,
      `error json.shape app.json:6:71 "usingComponents.e-f" in app.json must be a path`,
      "error app.missing-file app.json:1:1 There is no app.js",
      "warning app.unsupported app.json:5:98 Custom tab bars are not supported; the built-in one is shown",
      "warning app.missing-file app.json:5:76 There is no tab icon y.png",
      "warning app.unsupported app.json:6:48 Plugins are not supported: <c-d> renders nothing",
    ]);
  });

  it.each([
    [`{ "pages": ["pages/a/a",] }`, "1:25", `unexpected "]"`, "Remove the comma before it"],
    [`{\n  /* pages */ "pages": [] }`, "2:3", `unexpected "/"`, "JSON has no comments: remove it"],
    [`{ pages: [] }`, "1:3", `unexpected "p"`, "Names and texts in JSON stand in double quotes"],
    [`{ "pages": ['a'] }`, "1:13", `unexpected "'"`, "JSON has double quotes only"],
    [`{ "pages": [`, "1:13", "the file ends too early", undefined],
  ])("is told where its JSON is wrong: %s", async (json, place, what, hint) => {
    const { problems } = await createCompiler(memorySource(minimalApp({ "app.json": json })), {
      appId: "test",
    }).compile();
    expect(problems).toHaveLength(1);
    const [problem] = problems;
    expect(`${problem?.line}:${problem?.column}`).toBe(place);
    expect(problem).toMatchObject({ code: "json.syntax", message: `app.json is not JSON: ${what}` });
    expect(problem?.hint).toBe(hint);
  });

  it("is told when it names no pages", async () => {
    expect(await problemsOf(minimalApp({ "app.json": "{}" }))).toEqual([
      "error app.pages app.json:1:1 app.json names no pages",
    ]);
    expect(await problemsOf(minimalApp({ "app.json": "[]" }))).toEqual([
      "error json.shape app.json:1:1 app.json must be a JSON object",
    ]);
  });

  it("is told which file of a page differs in letter case", async () => {
    const { "pages/a/a.wxml": _, ...files } = minimalApp({ "pages/a/A.wxml": "" });
    const { problems } = await createCompiler(memorySource(files), { appId: "test" }).compile();
    expect(problems).toMatchObject([
      {
        message: `Page "pages/a/a" is not there: there is no pages/a/a.wxml`,
        hint: "There is pages/a/A.wxml: letter case matters",
      },
    ]);
  });

  it("is told what a component lacks", async () => {
    const files = {
      "pages/a/a.json": `{ "usingComponents": { "x-x": "/x", "y-y": "/y" }, "styleIsolation": "no", "pureDataPattern": "(" }`,
      "x.json": `{ "component": true }`,
      "y.json": `{ "componentGenerics": { "item": true } }`,
      "y.js": "Component({})",
      "y.wxml": "<item/>",
    };
    expect(await problemsOf(minimalApp(files))).toEqual([
      `error json.shape pages/a/a.json:1:95 "pureDataPattern" is not a regular expression: (`,
      `error component.missing pages/a/a.json:1:31 The component "x" is not complete: there is no x.wxml and no x.js`,
      `warning json.shape pages/a/a.json:1:70 "styleIsolation" must be one of isolated, apply-shared, shared, page-isolated, page-apply-shared, page-shared; it is ignored`,
      "warning app.unsupported y.json:1:24 Generic components are not supported; they render nothing",
      `warning component.not-declared pages/a/a.json:1:44 "y" is used as a component, but its json does not say so`,
    ]);
  });
});

describe("a compiler", () => {
  it("takes changes, new files and removed ones", async () => {
    const files = minimalApp({
      "pages/a/a.wxml": `<include src="b.wxml"/>`,
      "pages/a/b.wxml": "<view>1</view>",
      "app.wxss": "page {}",
    });
    const reads: string[] = [];
    const source = {
      list: async () => Object.keys(files),
      read: async (path: string) => (reads.push(path), files[path]),
    };
    const compiler = createCompiler(source, { appId: "test" });
    const first = await compiler.compile();
    expect(first.files).toEqual(
      expect.arrayContaining(["app.json", "pages/a/a.json", "pages/a/b.wxml", "pages/a/a.wxss"]),
    );
    reads.length = 0;

    files["pages/a/b.wxml"] = "<view>2</view>";
    const second = await compiler.compile(["pages/a/b.wxml"]);
    expect(reads).toEqual(["pages/a/b.wxml"]);
    expect(second.script).toBe(first.script?.replace('T("1")', 'T("2")'));
    expect(second.styles).toEqual(first.styles);

    files["pages/a/a.wxss"] = ".a { b: c }";
    expect((await compiler.compile(["pages/a/a.wxss"])).styles).toMatchObject({ "pages/a/a": ".a { b: c }" });

    delete files["pages/a/b.wxml"];
    expect(await compiler.compile(["pages/a/b.wxml"])).toMatchObject({
      ok: false,
      problems: [{ code: "template.missing-file" }],
    });

    files["pages/a/a.wxml"] = "<text/>";
    const last = await compiler.compile(["pages/a/a.wxml"]);
    expect(last.problems).toEqual([]);
    expect(last.script).not.toContain(`G["pages/a/b"]`);
    await expect(loadScript(last.script ?? "")).resolves.toBeTypeOf("function");
  });

  it("makes the same bundle as one that begins anew", async () => {
    const files = minimalApp({
      "pages/a/a.js": `require("./b")`,
      "pages/a/b.js": "exports.a = 1",
      "pages/a/c.js": "exports.c = 1",
    });
    const compiler = createCompiler(memorySource(files), { appId: "test" });
    await compiler.compile();
    files["pages/a/a.js"] = `import { c } from "./c"; Page({ c })`;
    const again = await compiler.compile();
    const fresh = await createCompiler(memorySource(files), { appId: "test" }).compile();
    expect({ ...again, sourceMap: again.sourceMap?.() }).toEqual({ ...fresh, sourceMap: fresh.sourceMap?.() });
  });
});
