import { describe, expect, it } from "vitest";
import { compileApp, minimalApp, problemsOf, runApp } from "../../../../test/support/compiled-app.ts";

async function render(wxml: string, data: object = {}, files: Record<string, string> = {}): Promise<string> {
  const app = await runApp(
    minimalApp({ "pages/a/a.wxml": wxml, "pages/a/a.js": `Page({ data: ${JSON.stringify(data)} })`, ...files }),
  );
  return app.markup();
}

async function problems(wxml: string, files: Record<string, string> = {}): Promise<string[]> {
  return await problemsOf(minimalApp({ "pages/a/a.wxml": wxml, ...files }));
}

describe("a compiled template", () => {
  it("repeats with wx:for, also nested and with names of its own", async () => {
    const wxml = `<view wx:for="{{rows}}" wx:for-item="row" wx:for-index="y" wx:key="*this"><text wx:for="{{row}}">{{y}}{{index}}{{item}} </text></view>`;
    expect(await render(wxml, { rows: [["a", "b"], ["c"]] })).toBe(
      "<view><text>00a </text><text>01b </text></view><view><text>10c </text></view>",
    );
  });

  it("chooses with wx:if, wx:elif and wx:else", async () => {
    const wxml = `<view wx:if="{{n > 2}}">many</view><view wx:elif="{{n}}">few</view><view wx:else>none</view>`;
    expect(await render(wxml, { n: 1 })).toBe("<view>few</view>");
    expect(await render(wxml, { n: 0 })).toBe("<view>none</view>");
  });

  it("lets wx:if see the item of wx:for on the same element", async () => {
    const wxml = `<text wx:for="{{list}}" wx:if="{{item.on}}">{{item.name}}</text>`;
    expect(await render(wxml, { list: [{ name: "a", on: true }, { name: "b" }] })).toBe("<text>a</text>");
  });

  it("uses the templates of an imported file, and not those that it imports", async () => {
    const files = {
      "pages/a/parts.wxml": `<import src="/far.wxml"/><template name="part"><text>{{name}}</text></template>`,
      "far.wxml": `<template name="far"><text>far</text></template>`,
    };
    const wxml = `<import src="parts.wxml"/><template is="part" data="{{name: who}}"/><template is="far"/>`;
    expect(await render(wxml, { who: "x" }, files)).toBe("<text>x</text>");
  });

  it("includes a file with the data of the page", async () => {
    const wxml = `<include src="../../shared/head"/>`;
    expect(await render(wxml, { title: "T" }, { "shared/head.wxml": "<view>{{title}}</view>" })).toBe("<view>T</view>");
  });

  it("fills the slots of a component", async () => {
    const files = {
      "pages/a/a.json": `{ "usingComponents": { "my-card": "/components/card" } }`,
      "components/card.json": `{ "component": true }`,
      "components/card.js": `Component({ options: { multipleSlots: true }, properties: { title: String } })`,
      "components/card.wxml": `<view class="head">{{title}}<slot name="head"/></view><slot/>`,
    };
    const markup = await render(`<my-card title="t"><text slot="head">h</text><text>b</text></my-card>`, {}, files);
    expect(markup).toMatch(
      /^<my-card><view\.card-[\da-f]{6}--head>t<text>h<\/text><\/view><text>b<\/text><\/my-card>$/,
    );
  });
});

describe("WXS", () => {
  it("runs in a template and from a file, which may require another", async () => {
    const files = {
      "tools/sum.wxs": `var one = require("./one.wxs"); module.exports = { add: function (n) { return n + one.value } } // end`,
      "tools/one.wxs": "module.exports = { value: 1 }",
    };
    const wxml = `<wxs module="sum" src="../../tools/sum.wxs"/><wxs module="own">module.exports.twice = function (n) { return n * 2 } // end</wxs>{{sum.add(1)}} {{own.twice(4)}}`;
    expect(await render(wxml, {}, files)).toBe("2 8");
  });

  it("names types by constructor, as WXS does", async () => {
    const wxml = `<wxs module="m">
      function typeOf(value) { return value.constructor }
      module.exports = function (a, b) { return [typeOf(a), typeOf(b), typeOf(1), getDate(0).constructor, getRegExp("a").constructor === "RegExp", "x".constructor].join(" ") }
    </wxs>{{m(list, object)}}`;
    expect(await render(wxml, { list: [], object: {} })).toBe("Array Object Number Date true String");
  });

  it("sees nothing of the browser, and makes a variable of a name that it only assigns to", async () => {
    const wxml = `<wxs module="m">count = typeof window + typeof fetch; module.exports = count</wxs>{{m}}`;
    expect(await render(wxml)).toBe("undefinedundefined");
    expect("count" in globalThis).toBe(false);
  });

  it("can't load code", async () => {
    expect(await problems(`<view/>\n<wxs module="m">\nimport("x")</wxs>`)).toEqual([
      "error script.syntax pages/a/a.wxml:3:1 WXS has no import()",
    ]);
  });

  it("can't leave its function", async () => {
    const wxs = "}); globalThis.escaped = true; (() => {";
    expect(await problems(`<wxs module="m">${wxs}</wxs>`)).toEqual([
      "error script.syntax pages/a/a.wxml:1:17 Unexpected token",
    ]);
    expect(await problems(`<wxs module="m" src="m.wxs"/>`, { "pages/a/m.wxs": wxs })).toEqual([
      "error script.syntax pages/a/m.wxs:1:1 Unexpected token",
    ]);
  });

  it("can't leave it by the name of its module or file either", async () => {
    expect((await problems(`<wxs module="');import('x');('">var a</wxs>`))[0]).toBe(
      `error template.syntax pages/a/a.wxml:1:14 "');import('x');('" can't be the name of a wxs module`,
    );
    const files = {
      "app.json": `{ "pages": ["pages/a'b/a"] }`,
      "pages/a'b/a.js": "Page({})",
      "pages/a'b/a.wxml": `<wxs module="m">module.exports = 1</wxs>`,
    };
    expect((await problems("", files))[0]).toMatch(
      /^error script\.syntax pages\/a'b\/a\.wxml:1:17 .* can't be the path of WXS code$/,
    );
  });

  it("has one module of each name", async () => {
    expect(await problems(`<wxs module="m">var a // a</wxs><wxs module="m">var b</wxs>`)).toContain(
      `error template.syntax pages/a/a.wxml:1:46 There is a wxs module "m" already`,
    );
  });

  it("reports what it requires and does not find", async () => {
    expect(await problems(`<wxs module="m">var a = require("./none.wxs")</wxs>`)).toEqual([
      `error template.missing-file pages/a/a.wxml:1:33 There is no file "./none.wxs"`,
    ]);
  });
});

describe("old markup", () => {
  it("repeats with wx:for-items", async () => {
    const wxml = `<text wx:for-items="{{list}}" wx:for-item="x">{{x}}</text>`;
    expect(await render(wxml, { list: [1, 2] })).toBe("<text>1</text><text>2</text>");
    expect(await problems(wxml)).toEqual([
      "warning template.markup pages/a/a.wxml:1:7 wx:for-items is old: the platform calls it wx:for now",
    ]);
  });

  it("keeps what follows an unclosed element without children beside it", async () => {
    const wxml = `<view><input value="{{ 'a>b' }}"><image src="x"><text>after</text></view><icon type="info">`;
    expect(await render(wxml)).toBe("<view><input></input><image></image><text>after</text></view><icon></icon>");
    expect(await problems(wxml)).toEqual([
      "warning template.markup pages/a/a.wxml:1:35 <image> has no end tag",
      "warning template.markup pages/a/a.wxml:1:8 <input> has no end tag",
      "warning template.markup pages/a/a.wxml:1:75 <icon> has no end tag",
    ]);
  });

  it("renders missing and surplus end tags", async () => {
    expect(await render(`<view><text>a</view></block>`)).toBe("<view><text>a</text></view>");
    expect(await problems(`<view>\n  <text>a</view>`)).toEqual([
      "warning template.markup pages/a/a.wxml:2:4 <text> has no end tag",
    ]);
  });

  it("renders unknown tags", async () => {
    expect(await render(`<center>x</center>`)).toBe("<center>x</center>");
    expect(await problems(`<view><center>x</center><center/></view><swiper/>`)).toEqual([
      "warning template.unknown-tag pages/a/a.wxml:1:8 <center> is no component of the platform or of the app",
    ]);
  });

  it("shows single braces and decodes entities", async () => {
    expect(await render(`<view>{a} {{a}}&nbsp;&lt;</view>`, { a: 1 })).toBe("<view>{a} 1\u00A0<</view>");
  });

  it("ignores the text of a wxs element with src", async () => {
    const wxml = `<wxs module="m" src="m.wxs">old</wxs>{{m.a}}`;
    expect(await render(wxml, {}, { "pages/a/m.wxs": "module.exports = { a: 1 }" })).toBe("1");
  });
});

describe("a wrong template", () => {
  it("reports all errors of all files with their places", async () => {
    const wxml = `<view class="好 {{ a + }}">\n  {{ b( }}\n</view>\n<import src="./none.wxml"/>\n<include src="../../../x"/>\n<wxs module="m" src="n.wxs"/>`;
    expect(await problems(wxml)).toEqual([
      "error template.syntax pages/a/a.wxml:1:23 Unexpected character inside expression",
      "error template.syntax pages/a/a.wxml:2:9 Unexpected character inside expression",
      `error template.missing-file pages/a/a.wxml:4:14 There is no file "./none.wxml"`,
      `error template.missing-file pages/a/a.wxml:5:15 There is no file "../../../x"`,
      `error template.missing-file pages/a/a.wxml:6:22 There is no file "n.wxs"`,
    ]);
  });

  it("refuses a name that no element can have", async () => {
    expect(await problems("<a.b/>")).toEqual([
      `error template.syntax pages/a/a.wxml:1:2 "a.b" can't be the name of an element`,
    ]);
  });

  it("finds what an imported file gets wrong, once", async () => {
    const files = { "t.wxml": "<view>{{ a b }}</view>", "u.wxml": `<import src="t"/><import src="u"/>` };
    expect(await problems(`<import src="/t"/><import src="/u"/>`, files)).toEqual([
      "error template.syntax t.wxml:1:12 Unexpected character inside expression",
    ]);
  });

  it("names the file that differs in letter case", async () => {
    const app = minimalApp({ "pages/a/a.wxml": `<include src="Head.wxml"/>`, "pages/a/head.wxml": "" });
    const { problems } = await import("../index.ts").then(async ({ createCompiler }) =>
      createCompiler(
        { list: async () => Object.keys(app), read: async (path) => app[path] },
        { appId: "test" },
      ).compile(),
    );
    expect(problems[0]).toMatchObject({ hint: "There is pages/a/head.wxml: letter case matters", line: 1, column: 15 });
  });
});

describe("the script of a bundle", () => {
  it("has the runtime of WXS only if there is WXS", async () => {
    expect((await compileApp(minimalApp())).script).not.toContain("getRegExp");
  });
});
