import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { compileApp, describeProblems, minimalApp, problemsOf } from "../../../../test/support/compiled-app.ts";
import { createCompiler, createDirectorySource, type Compilation } from "../index.ts";

async function style(wxss: string, files: Record<string, string> = {}): Promise<string | undefined> {
  return (await compileApp(minimalApp({ "pages/a/a.wxss": wxss, ...files }))).styles["pages/a/a"];
}

async function problems(wxss: string, files: Record<string, string> = {}): Promise<string[]> {
  return await problemsOf(minimalApp({ "pages/a/a.wxss": wxss, ...files }));
}

describe("a compiled style", () => {
  it("has the lengths and tags of the view", async () => {
    expect(await style(`view { margin: -75rpx calc(100vh - 1.5rpx); content: "2rpx"; --gap: 750rpx }`)).toBe(
      `wx-view { margin: -10vw calc(100cqh - 0.2vw); content: "2rpx"; --gap: 100vw }`,
    );
  });

  it("keeps keyframes, fonts and conditions", async () => {
    const wxss = `@charset "utf-8";@keyframes move { from { top: 0 } 50% { top: 75rpx } to { top: 0 } }
@media (min-width: 300px) { page { color: red !important } }
@font-face { font-family: x; src: url(https://x.y/x.woff) }`;
    expect(await style(wxss)).toBe(`@keyframes move { from { top: 0 } 50% { top: 10vw } to { top: 0 } }
@media (min-width: 300px) { wx-page { color: red !important } }
@font-face { font-family: x; src: url(https://x.y/x.woff) }`);
  });

  it("contains what it imports, at the place of the import", async () => {
    const files = {
      "styles/base.wxss": `@import "./more.wxss";.base { top: 75rpx }`,
      "styles/more.wxss": ".more { a: b }",
    };
    expect(
      await style(`@import "../../styles/base.wxss";@import url('/styles/more.wxss') screen;.a { c: d }`, files),
    ).toBe(".more { a: b }.base { top: 10vw }@media screen {.more { a: b } }.a { c: d }");
  });

  it("is stored by path, that of the app as app", async () => {
    const { styles, manifest } = await compileApp(minimalApp({ "app.wxss": "page { a: b }", "pages/a/a.wxss": "" }));
    expect(styles).toEqual({ app: "wx-page { a: b }", "pages/a/a": "" });
    expect(manifest).toMatchObject({
      hasAppStyle: true,
      components: { "pages/a/a": { hasStyle: true, styleScope: "" } },
    });
  });
});

describe("the style of a component", () => {
  const component = (json: object, js = "Component({})"): Record<string, string> => ({
    "pages/a/a.json": `{ "usingComponents": { "my-card": "/components/my-card/index" } }`,
    "components/my-card/index.json": JSON.stringify({ component: true, ...json }),
    "components/my-card/index.js": js,
    "components/my-card/index.wxml": "<view/>",
    "components/my-card/index.wxss": ".a view { b: c }",
  });
  const path = "components/my-card/index";

  it.each([undefined, "isolated", "apply-shared"])("has a prefix of its own when it is %s", async (styleIsolation) => {
    const { styles, manifest } = await compileApp(minimalApp(component({ styleIsolation })));
    const { styleScope } = manifest.components[path] ?? {};
    expect(styleScope).toMatch(/^my-card-[\da-f]{6}$/);
    expect(styles[path]).toBe(`.${styleScope}--a wx-view { b: c }`);
  });

  it("has none when it is shared, by its json or by its script", async () => {
    for (const files of [
      component({ styleIsolation: "shared" }),
      component({ styleIsolation: "isolated" }, `Component({ options: { styleIsolation: "shared" } })`),
    ]) {
      const { styles, manifest } = await compileApp(minimalApp(files));
      expect(manifest.components[path]).toMatchObject({ styleScope: "", styleIsolation: "shared" });
      expect(styles[path]).toBe(".a wx-view { b: c }");
    }
  });

  it("belongs to a page that says so", async () => {
    const files = { "pages/a/a.json": `{ "styleIsolation": "page-isolated" }`, "pages/a/a.wxss": ".a { b: c }" };
    const { styles, manifest } = await compileApp(minimalApp(files));
    expect(styles["pages/a/a"]).toBe(`.${manifest.components["pages/a/a"]?.styleScope}--a { b: c }`);
  });

  it("has a different prefix for every path, which no build changes", async () => {
    const files = {
      ...component({}),
      "pages/a/a.json": `{ "usingComponents": { "a-b": "/x/1/index", "c-d": "/y/1/index" } }`,
      ...Object.fromEntries(
        ["x/1/index", "y/1/index"].flatMap((path) => [
          [`${path}.json`, `{ "component": true }`],
          [`${path}.js`, "Component({})"],
          [`${path}.wxml`, "<view/>"],
        ]),
      ),
    };
    const scopes = async (): Promise<(string | undefined)[]> => {
      const { manifest } = await compileApp(minimalApp(files));
      return ["x/1/index", "y/1/index"].map((path) => manifest.components[path]?.styleScope);
    };
    const [first, second] = await scopes();
    expect(first).toMatch(/^component-[\da-f]{6}$/);
    expect(second).not.toBe(first);
    expect(await scopes()).toEqual([first, second]);
  });
});

describe("a wrong style", () => {
  it("is reported with its place, together with all others", async () => {
    const files = {
      "app.wxss": "view {\n  color: red",
      "a.wxss": `@import "b.wxss";`,
      "b.wxss": `\n@import "/a.wxss";`,
    };
    const wxss = `@import "./none.wxss";\n@import "../../../x.wxss";\n@import "/a.wxss";\n@import nothing;\nview !b { a: b }`;
    expect(await problems(wxss, files)).toEqual([
      "error style.syntax app.wxss:1:1 Unclosed block",
      expect.stringMatching(/^error style\.syntax pages\/a\/a\.wxss:5:1 "view !b" is not a selector: /),
      `error style.missing-file pages/a/a.wxss:1:1 There is no style sheet "./none.wxss"`,
      `error style.missing-file pages/a/a.wxss:2:1 There is no style sheet "../../../x.wxss"`,
      "error style.import-cycle b.wxss:2:1 This import leads back to where it came from: pages/a/a.wxss → a.wxss → b.wxss → a.wxss",
      "error style.import pages/a/a.wxss:4:1 @import needs a path in quotes",
    ]);
  });

  it("is a warning when it imports from the network or uses an image of the package", async () => {
    const wxss = `@import "https://x.y/z.css";\n.a { background: url("/images/a.png") }\n.b { background: url(data:image/png;base64,x) url(//x.y/z.png) }`;
    expect(await problems(wxss)).toEqual([
      `warning style.package-image pages/a/a.wxss:2:6 A style can't use the file "/images/a.png" of the package`,
      `warning style.import pages/a/a.wxss:1:1 A style can't import "https://x.y/z.css"`,
    ]);
    expect(await style(wxss)).not.toContain("@import");
  });

  it("is a warning when :host has no meaning, once", async () => {
    expect(await problems(":host { a: b }\n:host { a: b }")).toEqual([
      "warning style.host pages/a/a.wxss:1:1 :host finds nothing here: only a component with a style of its own has a host",
    ]);
  });

  it("is reported once when several styles import it", async () => {
    const files = { "app.wxss": `@import "/a.wxss";`, "a.wxss": ".a { background: url(a.png) }" };
    expect(await problems(`@import "/a.wxss";`, files)).toHaveLength(1);
  });
});

describe("Less and Sass", () => {
  it("need a folder on disk", async () => {
    const { "pages/a/a.wxss": _, ...files } = minimalApp({ "pages/a/a.less": "@a: 1px;" });
    expect(await problemsOf(files)).toEqual([
      "error style.preprocessor pages/a/a.less:1:1 pages/a/a.less can't be compiled: The app is not in a folder on disk",
    ]);
  });

  it("need their package", async () => {
    const { problems } = await compileFolder({ "pages/a/a.scss": "$a: 1px;", "app.less": "@a: 1px;" });
    expect(problems).toMatchObject([
      {
        message: `app.less needs the package "less", which is not installed`,
        hint: "Install it in the project: npm install --save-dev less",
      },
      { message: `pages/a/a.scss needs the package "sass", which is not installed` },
    ]);
  });

  it("are compiled by it, and again when what they import changes", async () => {
    // The package of the project, as far as Vite calls it.
    const less = `exports.default = exports; exports.FileManager = class {}; exports.render = async (text, { filename, paths }) => {
      const { join, dirname } = require("node:path");
      const imports = [...text.matchAll(/@import "(.*)";/g)].map(([, name]) => join(dirname(filename), name));
      const parts = imports.map((file) => require("node:fs").readFileSync(file, "utf8"));
      return { css: parts.join("") + text.replace(/@import.*;/g, "").replaceAll("@size", "75rpx"), imports };
    }`;
    const files = {
      "node_modules/less/package.json": `{ "name": "less", "main": "index.js" }`,
      "node_modules/less/index.js": less,
      "pages/a/a.less": `@import "base.less";view { top: @size }`,
      "pages/a/base.less": ".base { a: b }",
    };
    const { compilation, write, compile } = await openFolder(files);
    expect(describeProblems(compilation.problems)).toEqual([]);
    expect(compilation.styles?.["pages/a/a"]).toBe(".base { a: b }wx-view { top: 10vw }");
    await write("pages/a/base.less", ".base { c: d }");
    expect((await compile(["pages/a/base.less"])).styles?.["pages/a/a"]).toBe(".base { c: d }wx-view { top: 10vw }");
  });
});

interface Folder {
  compilation: Compilation;
  write(path: string, text: string): Promise<void>;
  compile(changed: string[]): Promise<Compilation>;
}

async function openFolder(files: Record<string, string>): Promise<Folder> {
  const root = await mkdtemp(join(tmpdir(), "minihost-style-"));
  onTestFinished(() => rm(root, { recursive: true }));
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  for (const [path, text] of Object.entries(minimalApp(files))) await write(path, text);
  const compiler = createCompiler(createDirectorySource(root), { appId: "test" });
  return { compilation: await compiler.compile(), write, compile: (changed) => compiler.compile(changed) };
}

async function compileFolder(files: Record<string, string>): Promise<Compilation> {
  return (await openFolder(files)).compilation;
}
