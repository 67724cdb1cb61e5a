import fc from "fast-check";
import { TmplGroup } from "glass-easel-template-compiler";
import { describe, expect, it } from "vitest";
import { resolvePath } from "../app-path.ts";
import { attributeOf, scanWxml } from "./wxml-scanner.ts";

describe("scanWxml", () => {
  it("finds tags and attributes with their places", () => {
    const text = `<view\n  class="a {{b ? "x>" : 'y'}}" hidden data-n=1><input value='{{"}}"}}'/></view>`;
    const [view, input] = scanWxml(text);
    expect(view).toMatchObject({ name: "view", offset: 1, isSelfClosing: false });
    expect(view?.attributes.map(({ name, value }) => [name, value])).toEqual([
      ["class", `a {{b ? "x>" : 'y'}}`],
      ["hidden", undefined],
      ["data-n", "1"],
    ]);
    expect(text.slice(view?.endOffset, (view?.endOffset ?? 0) + 2)).toBe("><");
    expect(input).toMatchObject({ name: "input", isSelfClosing: true });
    expect(text.slice(input?.endOffset)).toBe("/></view>");
    for (const { name, offset, value = "", valueOffset } of view?.attributes ?? []) {
      expect(text.startsWith(name, offset)).toBe(true);
      expect(text.startsWith(value, valueOffset)).toBe(true);
    }
  });

  it("looks into neither comments, texts, expressions nor scripts", () => {
    const text = `<!-- <a> --> a < b {{ "<b>" }} <wxs module="m">if (1 <c) {}</wxs><d/>`;
    const tags = scanWxml(text);
    expect(tags.map(({ name }) => name)).toEqual(["wxs", "d"]);
    expect(tags[0]?.rawText).toBe("if (1 <c) {}");
  });

  it.each(["<", "<view", "<view a", "<view a=", `<view a="`, "{{", "<!--", "<wxs>", "<view a={{", "</", "<view /"])(
    "comes to the end of %j",
    (text) => {
      expect(scanWxml(text).length).toBeLessThan(2);
    },
  );

  it("finds the imports that the template compiler finds", () => {
    const part = fc.constantFrom(
      `<import src="a"/>`,
      `<include src='/b.wxml' />`,
      `<view a="{{ '}}' }}">`,
      "</view>",
      "<!-- x -->",
      "{{ a }}",
      "text <",
      `<wxs module="m">var a = "<import src='no'/>"</wxs>`,
      "<input>",
      ">",
      '"',
      " ",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const group = new TmplGroup();
        const problems = group.addTmpl("p/q", parts.join("")) as { isError: boolean }[];
        fc.pre(!problems.some(({ isError }) => isError));
        const found = scanWxml(parts.join(""))
          .filter(({ name }) => name === "import" || name === "include")
          .map((tag) => resolvePath("p/q", attributeOf(tag, "src")?.value?.replace(/\.wxml$/, "") ?? ""));
        const expected = new Set(group.getDirectDependencies("p/q") as string[]);
        group.free();
        expect(new Set(found)).toEqual(expected);
      }),
    );
  });
});
