import { describe, expect, it } from "vitest";
import type { ModuleFactory } from "../../../core/protocol/index.ts";
import { MODULE_PARAMETERS, UNDEFINED_IN_MODULES } from "../../../core/protocol/index.ts";
import {
  compileApp,
  describeProblems,
  loadScript,
  minimalApp,
  problemsOf,
} from "../../../../test/support/compiled-app.ts";

type Exports = Record<string, unknown>;

/** Compiles an app whose page is `source` and returns what its module exports. */
async function run(source: string, files: Record<string, string> = {}, page = "pages/a/a.js"): Promise<Exports> {
  const { "pages/a/a.js": _, ...rest } = minimalApp(files);
  return (await load({ ...rest, [page]: source }))("pages/a/a.js");
}

async function load(files: Record<string, string>): Promise<(id: string) => Exports> {
  const factories = new Map<string, ModuleFactory>();
  const script = await loadScript((await compileApp(files)).script);
  script({ define: (id, factory) => void factories.set(id, factory), templates: () => {} });
  const modules = new Map<string, { exports: Exports }>();
  const require = (from: string, path: string): Exports => {
    const url = new URL(path, `file:///${from}`).pathname.slice(1);
    const id = [url, `${url}.js`, `${url}/index.js`, `${url}.json`].find((id) => factories.has(id)) ?? url;
    const known = modules.get(id);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    modules.set(id, module);
    const values = MODULE_PARAMETERS.slice(3).map((name) => name);
    factories.get(id)?.call(module.exports, (path: string) => require(id, path), module, module.exports, ...values);
    return module.exports;
  };
  return (id) => require(id, `/${id}`);
}

async function problems(source: string, files: Record<string, string> = {}): Promise<string[]> {
  return await problemsOf(minimalApp({ "pages/a/a.js": source, ...files }));
}

describe("a CommonJS module", () => {
  it("stays as it is", async () => {
    const source = `// é\nvar a = require("../../utils/x");\n\texports.a = a.b\n;return`;
    const { script } = await compileApp(minimalApp({ "pages/a/a.js": source, "utils/x.js": "exports.b = 1" }));
    expect(script).toContain(`(function () {\n${source}\n}).call(this); });`);
  });

  it("has the parameters of the platform, and the names of browsers without a value", async () => {
    const { script } = await compileApp(minimalApp());
    const names = [...MODULE_PARAMETERS, ...UNDEFINED_IN_MODULES].join(", ");
    expect(script).toContain(`registry.define("pages/a/a.js", function (${names}) {`);
    expect(await run("exports.types = [typeof window, typeof process, typeof wx, this === exports]")).toEqual({
      types: ["undefined", "undefined", "string", true],
    });
  });

  it("may declare any of those names itself", async () => {
    const source = `const window = 1; class File {} let history = 2; function wx() {} function wx() { return 3 }
      exports.values = [window, typeof File, history, wx()]`;
    expect(await run(source)).toEqual({ values: [1, "function", 2, 3] });
  });

  it("makes a global of a name that it assigns to without declaring it", async () => {
    const source = `
      function f() { var local; local = 1; for (shared = 0; shared < 3; shared++); [listed] = [4]; for (key in { k: 1 }); }
      f(); window = 5; exports.values = [shared, listed, key, typeof local, window]`;
    try {
      expect(await run(source)).toEqual({ values: [3, 4, "k", "undefined", 5] });
      expect(
        Object.keys(globalThis).filter((name) => ["shared", "listed", "key", "local", "window"].includes(name)),
      ).toEqual(["shared", "listed", "key"]);
    } finally {
      for (const name of ["shared", "listed", "key"]) Reflect.deleteProperty(globalThis, name);
    }
  });

  it("may require JSON, a folder, an absolute path and a path without ./", async () => {
    const files = {
      "pages/a/data.json": `[1, { "__proto__": 2 }]`,
      "lib/index.js": "exports.name = 'lib'",
      "pages/a/near.js": "exports.name = 'near'",
    };
    const source = `exports.all = [require("./data.json")[0], require("/lib").name, require("near").name, require(\`./near.js\`).name]`;
    expect(await run(source, files)).toEqual({ all: [1, "lib", "near", "near"] });
  });
});

describe("an ES module", () => {
  it("imports from CommonJS by default, name and namespace", async () => {
    const files = { "pages/a/old.js": "module.exports = function () { return 'd' }; module.exports.n = 1" };
    const source = `import d, { n as m } from "./old"; import * as all from "./old"; export const values = [d(), m, all.n, all.default(), Object.keys(all)]`;
    expect(await run(source, files)).toMatchObject({ values: ["d", 1, 1, "d", ["n", "default"]] });
  });

  it("imports from ES modules by default, name and namespace", async () => {
    const files = { "pages/a/new.js": "export default class K {} export function f() { return 1 } export { f as g }" };
    const source = `import K, { g } from "./new.js"; import * as all from "./new.js"; export default [typeof K, g(), all.f(), all.default === K]`;
    expect(await run(source, files)).toMatchObject({ default: ["function", 1, 1, true], __esModule: true });
  });

  it("sees later changes of what it imports", async () => {
    const files = { "pages/a/counter.js": "export let count = 0; export const add = () => { count++ }" };
    const source = `import { count, add } from "./counter"; const before = count; add(); export const counts = [before, count]`;
    expect((await run(source, files))["counts"]).toEqual([0, 1]);
  });

  it("exports all of others, but for their default and what it exports itself", async () => {
    const files = {
      "pages/a/x.js": "export default 0; export const a = 'x', b = 'x'",
      "pages/a/y.js": "exports.c = 'y'",
    };
    const exports = await run(
      `export * from "./x"; export * from "./y"; export * as y from "./y"; export { b as renamed } from "./x"; export const a = "own"`,
      files,
    );
    expect({ ...exports }).toMatchObject({ a: "own", b: "x", c: "y", renamed: "x", y: { c: "y" } });
    expect("default" in exports).toBe(false);
  });

  it("works in a cycle, also with a CommonJS module", async () => {
    const files = {
      "pages/a/b.js": `import { name } from "./a"; export const nameLater = () => name`,
      "pages/a/c.js": `var a = require("./a"); exports.nameLater = function () { return a.name }`,
    };
    const source = `import { nameLater } from "./b"; import * as c from "./c"; export const name = "a"; export const names = [nameLater(), c.nameLater()]`;
    expect((await run(source, files))["names"]).toEqual(["a", "a"]);
  });

  it("is required by CommonJS as an object of its exports", async () => {
    const files = { "pages/a/new.js": "export const a = 1; export default 2" };
    expect(await run(`var n = require("./new"); exports.values = [n.a, n.default]`, files)).toEqual({ values: [1, 2] });
  });

  it("may set module.exports, as the platform's tools allow", async () => {
    const files = {
      "pages/a/mixed.js": `import x from "./x"; module.exports = { x }`,
      "pages/a/x.js": "module.exports = 7",
    };
    expect(await run(`exports.x = require("./mixed").x`, files)).toEqual({ x: 7 });
  });

  it("is strict", async () => {
    const { script } = await compileApp(minimalApp({ "pages/a/a.js": "export {}" }));
    expect(script).toMatch(/define\("pages\/a\/a\.js", function \([^)]*\) \{ "use strict"; /);
  });
});

describe("TypeScript", () => {
  it("loses its types and keeps the id of a .js file", async () => {
    const files = { "pages/a/b.ts": "export enum E { A = 2 }\nexport type T = number" };
    const source = `import { E, type T } from "./b";\nimport type { X } from "./none";\ninterface I { a: T }\nexport const value: T = (E.A as number) satisfies T;`;
    expect((await run(source, files, "pages/a/a.ts"))["value"]).toBe(2);
  });

  it("may be a CommonJS module", async () => {
    const source = `const x: { n: number } = require("./x");\nexport = x.n as number;`;
    expect(await run(source, { "pages/a/x.js": "exports.n = 3" }, "pages/a/a.ts")).toBe(3);
  });

  it("reports syntax errors and missing modules where they are in the source", async () => {
    const { "pages/a/a.js": _, ...files } = minimalApp();
    const types = "interface I {\n  a: number;\n}\n";
    expect(await problemsOf({ ...files, "pages/a/a.ts": `${types}let a: I = ;` })).toEqual([
      "error script.syntax pages/a/a.ts:4:12 Unexpected token",
    ]);
    expect(
      await problemsOf({ ...files, "pages/a/a.ts": `${types}import { b } from "./none";\nexport const a: I = b;` }),
    ).toEqual([`error script.missing-module pages/a/a.ts:4:19 There is no module "./none"`]);
  });
});

describe("wrong scripts", () => {
  it("are reported all together, with their places", async () => {
    const files = { "utils/x.js": "\n  let a; let a;", "utils/y.js": "export const a = ;", "app.js": "App({" };
    expect(await problems(`require("../../utils/x"); require("../../utils/y"); require("./none")`, files)).toEqual([
      "error script.syntax app.js:1:6 Expected `}` but found `EOF`",
      `error script.missing-module pages/a/a.js:1:61 There is no module "./none"`,
      "error script.syntax utils/x.js:2:14 Identifier `a` has already been declared",
      "error script.syntax utils/y.js:1:18 Unexpected token",
    ]);
  });

  it("can't leave their function", async () => {
    for (const source of [
      "}); globalThis.x = 1; (function () {",
      "})(function () {",
      "}).call(this); }); }; (() => {{",
    ]) {
      expect(await problems(source)).toEqual(["error script.syntax pages/a/a.js:1:1 Unexpected token"]);
    }
  });

  it("can't load code at run time", async () => {
    expect(await problems(`exports.f = () => import("./x")`)).toEqual([
      "error script.dynamic-import pages/a/a.js:1:19 A mini program can't load code with import()",
    ]);
    expect(await problems(`export const f = () => import("./x");`)).toEqual([
      "error script.dynamic-import pages/a/a.js:1:24 A mini program can't load code with import()",
    ]);
    expect(await problems(`eval("1"); new Function("a"); function f(eval) { eval() }`)).toEqual([
      "error script.strict-mode pages/a/a.js:1:42 Cannot assign to 'eval' in strict mode",
    ]);
    expect(await problems(`eval("1"); new Function("a"); (function (Function) { Function() })(Object)`)).toEqual([
      "warning script.no-eval pages/a/a.js:1:1 A mini program can't make code from text: this call will fail",
      "warning script.no-eval pages/a/a.js:1:16 A mini program can't make code from text: this call will fail",
    ]);
  });

  it("can't wait at the top of a module, and have no import.meta", async () => {
    expect(
      await problems(`export {}; await 1; for await (const a of []); async () => { await 1 }; import.meta.url`),
    ).toEqual([
      "error script.top-level-await pages/a/a.js:1:12 await must be in an async function: modules of a mini program load at once",
      "error script.top-level-await pages/a/a.js:1:21 await must be in an async function: modules of a mini program load at once",
      "error script.syntax pages/a/a.js:1:73 A mini program has no import.meta",
    ]);
  });

  it("can't use what strict mode has not", async () => {
    expect(await problems("with (a) { b }")).toEqual([
      "error script.strict-mode pages/a/a.js:1:1 'with' statements are not allowed",
    ]);
  });
});

describe("required modules", () => {
  it("are errors when they are missing, with what was tried", async () => {
    const app = minimalApp({ "pages/a/a.js": `\nrequire("./b")`, "pages/a/B.js": "" });
    const { createCompiler } = await import("../index.ts");
    const source = { list: async () => Object.keys(app), read: async (path: string) => app[path] };
    const [first] = (await createCompiler(source, { appId: "test" }).compile()).problems;
    expect(first).toMatchObject({ line: 2, column: 9, hint: "There is pages/a/B.js: letter case matters" });
    expect(first?.frame).toBe(`  1 |\n> 2 | require("./b")\n    |         ^`);
    delete app["pages/a/B.js"];
    const [second] = (await createCompiler(source, { appId: "test" }).compile()).problems;
    expect(second?.hint).toBe("Looked for pages/a/b.js, pages/a/b/index.js, pages/a/b.json");
  });

  it("are warnings in a try block", async () => {
    expect(await problems(`try { require("crypto") } catch (e) {}`)).toEqual([
      `warning script.missing-module pages/a/a.js:1:15 There is no module "crypto"`,
    ]);
  });

  it("are not what a bundle inside the file calls require", async () => {
    expect(await problems(`(function (require) { require("./inside") })(function () {})`)).toEqual([]);
    expect(await problems(`var require = function () {}; require("./inside")`)).toEqual([]);
    expect(await problems(`// require("./comment")\n"require('./string')"; a.require("./method")`)).toEqual([]);
  });

  it("are found in miniprogram_npm", async () => {
    const files = { "miniprogram_npm/dayjs/index.js": "module.exports = 1", "pages/miniprogram_npm/near/index.js": "" };
    const { manifest } = await compileApp(
      minimalApp({ "pages/a/a.js": `require("dayjs"); require("near")`, ...files }),
    );
    expect(manifest.modules).toEqual([
      "app.js",
      "pages/a/a.js",
      "miniprogram_npm/dayjs/index.js",
      "pages/miniprogram_npm/near/index.js",
    ]);
  });

  it("are all scripts of the package when a name is computed, and broken ones only warn", async () => {
    const files = {
      "lang/en.js": `require("./none")`,
      "lang/broken.js": "let =",
      "lang/types.d.ts": "declare const a: 1",
    };
    const app = minimalApp({ "pages/a/a.js": `require("../../lang/" + name)`, ...files });
    const { manifest, problems } = await compileApp(app);
    expect(manifest.modules).toEqual(["app.js", "pages/a/a.js", "lang/en.js"]);
    expect(describeProblems(problems)).toEqual(["warning script.syntax lang/broken.js:1:6 Unexpected token"]);
  });

  it("are left out when nothing requires them", async () => {
    const { manifest } = await compileApp(minimalApp({ "gulpfile.js": "let =" }));
    expect(manifest.modules).toEqual(["app.js", "pages/a/a.js"]);
  });

  it("report JSON that is wrong", async () => {
    expect(await problems(`require("./d.json")`, { "pages/a/d.json": "[1,]" })).toEqual([
      "error json.syntax pages/a/d.json:1:4 pages/a/d.json is not JSON",
    ]);
  });
});
