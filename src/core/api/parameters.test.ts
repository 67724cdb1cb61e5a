import { describe, expect, it } from "vitest";
import type { AnyParams } from "./api.ts";
import { readArguments, readOptions } from "./parameters.ts";

const params: AnyParams = {
  url: { type: "string", required: true },
  count: { type: "number", default: 9 },
  list: { type: "array", minItems: 1, items: { type: "string" } },
  nested: { type: "object", fields: { b: { type: "string", required: true } } },
  either: { type: ["array", "string"] },
  bytes: { type: "arrayBuffer" },
};

describe("readOptions", () => {
  it("fills in defaults and keeps unknown fields out", () => {
    expect(readOptions(params, { url: "u", unknown: 1 })).toEqual({ url: "u", count: 9 });
  });

  it.each([
    [{}, "parameter.url should be String instead of Undefined;"],
    [undefined, "parameter.url should be String instead of Undefined;"],
    [{ url: null }, "parameter.url should be String instead of Null;"],
    [{ url: 1 }, "parameter.url should be String instead of Number;"],
    [{ url: [] }, "parameter.url should be String instead of Array;"],
    [{ url: () => {} }, "parameter.url should be String instead of Function;"],
    [{ url: "", count: "3" }, "parameter.count should be Number instead of String;"],
    [{ url: "", count: null }, "parameter.count should be Number instead of Null;"],
    [{ url: "", list: ["a", 1] }, "parameter.list[1] should be String instead of Number;"],
    [{ url: "", list: [] }, "parameter.list should have at least 1 item;"],
    [{ url: "", nested: {} }, "parameter.nested.b should be String instead of Undefined;"],
    [{ url: "", either: 1 }, "parameter.either should be Array instead of Number;"],
    [{ url: "", bytes: {} }, "parameter.bytes should be ArrayBuffer instead of Object;"],
    [
      { count: true },
      "parameter.url should be String instead of Undefined;parameter.count should be Number instead of Boolean;",
    ],
    ["text", "parameter should be Object instead of String;"],
    [null, "parameter should be Object instead of Null;"],
    [[], "parameter should be Object instead of Array;"],
  ])("tells what is wrong with %j", (options, text) => {
    expect(() => readOptions(params, options)).toThrow(
      expect.objectContaining({ errMsg: `parameter error: ${text}`, errno: 1001 }),
    );
  });

  it("takes views as bytes", () => {
    expect(readOptions(params, { url: "", bytes: new Uint8Array(1) })).toHaveProperty("bytes");
  });

  it("leaves a lenient parameter to the API", () => {
    expect(readOptions({ header: { type: "object", isLenient: true } }, { header: "text" })).toEqual({
      header: "text",
    });
  });

  it("refuses a parameter that no host has, unless it is its default", () => {
    const unsupported: AnyParams = { chunked: { type: "boolean", default: false, isSupported: false } };
    expect(readOptions(unsupported, { chunked: false })).toEqual({ chunked: false });
    expect(() => readOptions(unsupported, { chunked: true })).toThrow(expect.objectContaining({ errno: 100 }));
  });
});

describe("readArguments", () => {
  it("names arguments by their parameters", () => {
    expect(() => readArguments([{ name: "callback", type: "function", required: true }], [1])).toThrow(
      "parameter error: parameter.callback should be Function instead of Number;",
    );
  });
});
