import { describe, expect, it } from "vitest";
import { ModuleLoader } from "./module-loader.ts";

type Factory = (
  require: (path: string, ...callbacks: unknown[]) => unknown,
  module: { exports: unknown },
  exports: Record<string, unknown>,
) => void;

function load(modules: Record<string, Factory>, ...globals: unknown[]): ModuleLoader {
  const loader = new ModuleLoader(globals);
  for (const [id, factory] of Object.entries(modules)) loader.define(id, factory as never);
  return loader;
}

describe("ModuleLoader", () => {
  it("runs a module once, when it is first required", () => {
    const ran: string[] = [];
    const loader = load({
      "app.js": (require) => {
        ran.push("app");
        require("./a");
        require("./a.js");
      },
      "a.js": () => ran.push("a"),
      "unused.js": () => ran.push("unused"),
    });
    loader.run("app.js");
    loader.run("app.js");
    expect(ran).toEqual(["app", "a"]);
  });

  it("hands a cycle the exports that are there so far", () => {
    const loader = load({
      "a.js": (require, _module, exports) => {
        exports.early = 1;
        exports.fromB = (require("./b") as { sawEarly: unknown }).sawEarly;
      },
      "b.js": (require, _module, exports) => {
        exports.sawEarly = (require("./a") as { early: unknown }).early;
      },
    });
    expect(loader.run("a.js")).toEqual({ early: 1, fromB: 1 });
  });

  it.each([
    ["pages/a/a.js", "./b", "pages/a/b.js"],
    ["pages/a/a.js", "../../utils/x.js", "utils/x.js"],
    ["pages/a/a.js", "/utils/x", "utils/x.js"],
    ["pages/a/a.js", "b.js", "pages/a/b.js"],
    ["app.js", "utils/x.js", "utils/x.js"],
    ["app.js", "./lib", "lib/index.js"],
    ["app.js", "./data", "data.json"],
    ["pages/a/a.js", "dayjs", "miniprogram_npm/dayjs/index.js"],
    ["app.js", "../outside", undefined],
    ["app.js", "./missing", undefined],
  ])("finds from %s the path %s as %s", (from, specifier, id) => {
    const none: Factory = () => {};
    const loader = load({
      "pages/a/b.js": none,
      "utils/x.js": none,
      "lib/index.js": none,
      "data.json": none,
      "miniprogram_npm/dayjs/index.js": none,
    });
    expect(loader.resolve(from, specifier)).toBe(id);
  });

  it("says which module is missing and who asked for it", () => {
    const loader = load({ "app.js": (require) => require("./nope") });
    expect(() => loader.run("app.js")).toThrow("module './nope' is not defined, require args is './nope', in app.js");
  });

  it("runs a module that threw again when it is required again", () => {
    let runs = 0;
    const loader = load({
      "a.js": (_require, module) => {
        runs += 1;
        if (runs === 1) throw new Error("first");
        module.exports = runs;
      },
    });
    expect(() => loader.run("a.js")).toThrow("first");
    expect(loader.run("a.js")).toBe(2);
  });

  it("gives modules their globals after require, module and exports", () => {
    const seen: unknown[] = [];
    const loader = load({ "app.js": (...parameters: unknown[]) => seen.push(...parameters.slice(3)) }, "wx", undefined);
    loader.run("app.js");
    expect(seen).toEqual(["wx", undefined]);
  });

  it("loads another module later with require.async and with callbacks", async () => {
    const answers: unknown[] = [];
    const loader = load({
      "app.js": (require, module) => {
        module.exports = Promise.all([
          (require as unknown as { async: (path: string) => Promise<unknown> }).async("./a"),
          new Promise((resolve) => require("./a", resolve)),
          new Promise((resolve) => require("./nope", () => {}, (error: Error) => resolve(error.message))),
        ]).then((values) => answers.push(...values));
      },
      "a.js": (_require, module) => (module.exports = "a"),
    });
    await loader.run("app.js");
    expect(answers).toEqual(["a", "a", expect.stringContaining("module './nope' is not defined")]);
  });
});
