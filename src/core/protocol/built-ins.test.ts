import { describe, expect, it } from "vitest";
import { BUILT_INS, COMMON_PROPERTIES, convertProperty, findProperty } from "./built-ins.ts";

describe("the schema of built-in components", () => {
  const all = Object.entries(BUILT_INS).flatMap(([tag, { properties }]) =>
    Object.entries({ ...properties, ...COMMON_PROPERTIES }).map(([name, property]) => ({ tag, name, property })),
  );

  it.each(all.filter(({ property }) => property.default !== undefined))(
    "gives $name of $tag a default of its own type",
    ({ property }) => expect(convertProperty(property, property.default)).toBe(property.default),
  );

  it.each(all.filter(({ property }) => (property.values ?? []).length > 0 && property.default !== ""))(
    "counts the default among the values of $name of $tag",
    ({ property }) => expect(property.values).toContain(property.default),
  );

  it("names properties in kebab-case", () => {
    expect(all.filter(({ name }) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
  });
});

describe("findProperty", () => {
  it("finds a property by its name in kebab-case or camelCase", () => {
    expect(findProperty("progress", "active-color")?.[0]).toBe("active-color");
    expect(findProperty("progress", "activeColor")?.[0]).toBe("active-color");
    expect(findProperty("blink", "hidden")?.[0]).toBe("hidden");
    expect(findProperty("view", "hidden")).toEqual(["hidden", COMMON_PROPERTIES["hidden"]]);
  });

  it.each([
    ["view", "src"],
    ["blink", "src"],
    ["view", "constructor"],
    ["toString", "properties"],
  ])("finds nothing in <%s> called %s", (tag, name) => {
    expect(findProperty(tag, name)).toBeUndefined();
  });
});

describe("convertProperty", () => {
  it.each([
    ["boolean", "", true],
    ["boolean", "false", true],
    ["boolean", 0, false],
    ["number", "20", 20],
    ["number", "1.5px", 1.5],
    ["number", "many", 7],
    ["string", 5, "5"],
    ["class", "a b", "a b"],
    ["source", "/a.png", "/a.png"],
    ["any", "10rpx", "10rpx"],
    ["string", undefined, 7],
    ["boolean", null, 7],
  ] as const)("makes a %s of %j", (type, value, expected) => {
    expect(convertProperty({ type, default: 7 }, value)).toBe(expected);
  });
});
