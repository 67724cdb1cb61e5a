import { describe, expect, it } from "vitest";
import { createMemoryDevice } from "../../testing/index.ts";
import { API_CATALOG } from "./catalog.ts";
import { capitalize } from "./capitalize.ts";
import { NOT_BUILT } from "./not-built.ts";

const notBuilt = [...NOT_BUILT.async, ...NOT_BUILT.sync, ...NOT_BUILT.event];

describe("the catalog", () => {
  it.each(Object.entries(API_CATALOG))("names %s as it is exported", (name, api) => {
    expect(api.name).toBe(name);
  });

  it("has no API twice", () => {
    const built = Object.values(API_CATALOG).flatMap((api) =>
      "subscribe" in api ? [`on${capitalize(api.name)}`, `off${capitalize(api.name)}`] : [api.name],
    );
    const all = [...built, ...notBuilt];
    expect(all.length).toBe(new Set(all).size);
    expect(Object.keys(createMemoryDevice().wx).toSorted()).toEqual(all.toSorted());
  });
});

describe("an API that is not built yet", () => {
  const { wx } = createMemoryDevice();
  const call = (name: string, options?: unknown): unknown => {
    const api: unknown = Reflect.get(wx, name);
    if (typeof api !== "function") throw new Error(`wx.${name} is not a function`);
    return Reflect.apply(api, undefined, [options]);
  };

  it.each(NOT_BUILT.async)("%s fails with not supported", async (name) => {
    await expect(call(name)).rejects.toEqual({ errMsg: `${name}:fail not supported`, errno: 100 });
  });

  it.each(NOT_BUILT.sync)("%s throws not supported", (name) => {
    expect(() => call(name)).toThrow(expect.objectContaining({ errMsg: `${name}:fail not supported`, errno: 100 }));
  });

  it.each(notBuilt)("canIUse denies %s", (name) => {
    expect(wx.canIUse(name)).toBe(false);
  });
});
