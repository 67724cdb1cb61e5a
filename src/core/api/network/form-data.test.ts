import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { toFormFields } from "./form-data.ts";

beforeEach(() => void vi.spyOn(console, "warn").mockImplementation(() => {}));
afterEach(() => vi.restoreAllMocks());

const mixed = { id: "test", n: 1.5, yes: true, a: { abc: "111" }, b: [1, 2], none: null, skipped: undefined };

describe("formData", () => {
  it("travels whole, nested values as JSON text, with one warning that names them", () => {
    expect(toFormFields(mixed, "json")).toEqual([
      ["id", "test"],
      ["n", "1.5"],
      ["yes", "true"],
      ["a", '{"abc":"111"}'],
      ["b", "[1,2]"],
      ["none", "null"],
    ]);
    expect(console.warn).toHaveBeenCalledTimes(1);
    expect(console.warn).toHaveBeenCalledWith(expect.stringContaining('"a", "b" are sent as JSON text'));
  });

  it("travels as on WeChat clients when the app wants that", () => {
    expect(toFormFields(mixed, "wechat")).toEqual([
      ["id", "test"],
      ["n", "1.5"],
      ["yes", "[object Boolean]"],
      ["a", "[object Object]"],
      ["b", "[object Array]"],
      ["none", "[object Null]"],
      ["skipped", "[object Undefined]"],
    ]);
    expect(console.warn).toHaveBeenCalledTimes(1);
  });

  it("is ignored with a warning when it is not an object", () => {
    expect(toFormFields("a=1", "json")).toEqual([]);
    expect(console.warn).toHaveBeenCalledWith(
      "uploadFile: formData should be Object instead of String, so it is ignored",
    );
    expect(toFormFields(undefined, "json")).toEqual([]);
  });

  it("fails when it cannot be written as JSON", () => {
    const circular: Record<string, unknown> = {};
    circular["self"] = circular;
    expect(() => toFormFields({ circular }, "json")).toThrow(expect.objectContaining({ errno: 600010 }));
  });
});
