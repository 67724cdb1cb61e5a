import { SourceMap, type SourceMapPayload } from "node:module";
import { expect, it } from "vitest";
import { compileApp, minimalApp } from "../../../../test/support/compiled-app.ts";

it("tells the file and line of every module", async () => {
  const { "pages/a/a.js": _, ...files } = minimalApp({
    "app.js": "App({})\n\nconst here = 'in app.js'",
    "pages/a/a.ts": `import { b } from "./b";\ninterface I {}\n\nPage({ b, here: "in a.ts" as I })`,
    "pages/a/b.js": `export default 1;\nexport const b = 1;\n\n\n  const here = "in b.js"`,
  });
  const { script, sourceMap } = await compileApp(files);
  const map = new SourceMap(JSON.parse(sourceMap()) as SourceMapPayload);
  const find = (text: string): unknown => {
    const lines = script.split("\n");
    const line = lines.findIndex((line) => line.includes(text));
    const entry = map.findEntry(line, lines[line]?.indexOf(text) ?? 0);
    return "originalLine" in entry ? [entry.originalSource, entry.originalLine + 1] : undefined;
  };
  expect(find("in app.js")).toEqual(["app.js", 3]);
  expect(find("in a.ts")).toEqual(["pages/a/a.ts", 4]);
  expect(find("in b.js")).toEqual(["pages/a/b.js", 5]);
  expect(JSON.parse(sourceMap())).toMatchObject({ sections: [{ map: { sourcesContent: [files["app.js"]] } }, {}, {}] });
});

it("does nothing but export one function", async () => {
  const { script } = await compileApp(minimalApp());
  expect(script).toMatch(/^export default function \(registry\) \{\n[^]*\n\}\n$/);
});
