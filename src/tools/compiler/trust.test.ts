import { parseSync, Visitor } from "vite";
import { describe, expect, it } from "vitest";
import { memorySource, minimalApp } from "../../../test/support/compiled-app.ts";
import { createCompiler } from "./index.ts";

/** Texts that try to end a string, a comment or a function of the bundle. */
const ESCAPES = [
  `');import('x');('`,
  `"+import('x')+"`,
  '`+import("x")+`',
  String.raw`\');import('x')//`,
  String.raw`\"+import("x")//`,
  `*/import('x')/*`,
  `\u2028import('x')`,
  `\nimport('x')\n`,
  "${import('x')}",
  `a]import('x')`,
  `}});import('x');(()=>{{`,
];

const quoted = (text: string): string => (text.includes('"') ? `'${text.replaceAll("'", "")}'` : `"${text}"`);
const name = (text: string): string => text.replaceAll(/\s/g, "");

const PLACES: Record<string, (text: string) => string> = {
  text: (text) => `<view>${text}</view>`,
  "attribute value": (text) =>
    `<view id=${quoted(text)} class=${quoted(text)} style=${quoted(text)} a=${quoted(text)}/>`,
  "attribute name": (text) =>
    `<view ${name(text)}="1" data-${name(text)}="1" bind:${name(text)}="1" mark:${name(text)}="1"/>`,
  "tag name": (text) => `<a${name(text).replaceAll(">", "")}/>`,
  "template name": (text) => `<template name=${quoted(text)}><view/></template><template is=${quoted(text)}/>`,
  "loop names": (text) =>
    `<view wx:for="{{a}}" wx:for-item=${quoted(text)} wx:for-index=${quoted(text)} wx:key=${quoted(text)}/>`,
  slot: (text) => `<slot name=${quoted(text)}/><view slot=${quoted(text)}/>`,
  expression: (text) => `<view a="{{ ${text} }}"/>`,
  "string in an expression": (text) => `<view a="{{ '${text}' }}" b='{{ "${text}" }}'/>{{ x["${text}"] }}`,
  "wxs name": (text) => `<wxs module=${quoted(text)}>var a</wxs>`,
  "wxs text": (text) => `<wxs module="m">var a = ${text}</wxs><wxs module="n">// ${text}</wxs>`,
  "wxs source": (text) => `<wxs module="m" src=${quoted(text)}></wxs>`,
};

describe.each(Object.entries(PLACES))("a template with code as %s", (_, place) => {
  it.each(ESCAPES)("gets nothing out of its function: %s", async (text) => {
    expect(await escapesOf({ "pages/a/a.wxml": place(text) })).toEqual([]);
  });
});

describe("a script with code that ends its function", () => {
  it.each(ESCAPES)("gets nothing out of it: %s", async (text) => {
    for (const source of [text, `var a = 1;${text}`, `export const a = 1;${text}`, `// ${text}`]) {
      expect(await escapesOf({ "pages/a/a.js": source })).toEqual([]);
    }
    const file = `pages/a/${name(text).replaceAll("/", "")}.js`;
    expect(await escapesOf({ [file]: "", "pages/a/a.js": "require(a)" })).toEqual([]);
  });
});

/**
 * What the bundle has besides one function, and what loads code in it; nothing when the app is refused. So nothing runs before the host is
 * ready for it.
 */
async function escapesOf(files: Record<string, string>): Promise<string[]> {
  const { ok, script } = await createCompiler(memorySource(minimalApp(files)), { appId: "test" }).compile();
  if (!ok) return [];
  const { program, errors } = parseSync("bundle.js", script, {
    lang: "js",
    sourceType: "module",
    showSemanticErrors: true,
  });
  const escapes = errors.map(({ message }) => message);
  escapes.push(...program.body.map(({ type }) => type).filter((type) => type !== "ExportDefaultDeclaration"));
  new Visitor({ ImportExpression: ({ type }) => void escapes.push(type) }).visit(program);
  return escapes;
}
