import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { toAppHeader, toRequestHeaders } from "./http-headers.ts";

beforeEach(() => void vi.spyOn(console, "warn").mockImplementation(() => {}));
afterEach(() => vi.restoreAllMocks());

describe("headers of a request", () => {
  it("keep their names, but content-type is lower case and one spelling is sent", () => {
    expect(toRequestHeaders("request", { "X-Token": "a", "Content-Type": "text/plain", "x-token": "b" })).toEqual({
      "x-token": "b",
      "content-type": "text/plain",
    });
  });

  it("turn numbers into text, and other values with a warning", () => {
    expect(toRequestHeaders("request", { n: 12, yes: true, list: [1, 2] })).toEqual({
      n: "12",
      yes: "true",
      list: "1,2",
    });
    expect(console.warn).toHaveBeenCalledTimes(2);
  });

  it("have no Referer in any spelling", () => {
    expect(toRequestHeaders("request", { referer: "a", REFERER: "b" })).toEqual({});
  });

  it.each([[[]], ["text"], [null]])("are ignored with a warning when they are %j", (header) => {
    expect(toRequestHeaders("request", header)).toEqual({});
    expect(console.warn).toHaveBeenCalledTimes(1);
  });

  it.each([[{ a: "1\r\n2" }], [{ a: "1\nb: 2" }], [{ "a:b": "1" }], [{ "": "1" }], [{ a: "猫" }]])(
    "fail when HTTP forbids them: %j",
    (header) => {
      expect(() => toRequestHeaders("request", header)).toThrow(expect.objectContaining({ errno: 600005 }));
    },
  );
});

describe("headers of a response", () => {
  it("are read in either case, but listed as the server wrote them", () => {
    const header = toAppHeader({ "Content-Type": "text/plain", "set-cookie": "a=1" });
    expect(header["content-type"]).toBe("text/plain");
    expect(header["Set-Cookie"]).toBe("a=1");
    expect(Object.keys(header)).toEqual(["Content-Type", "set-cookie"]);
  });

  it("may have a name that means something to JavaScript", () => {
    const header = toAppHeader(JSON.parse('{"__proto__":"a"}') as Record<string, string>);
    expect(Object.entries(header)).toEqual([["__proto__", "a"]]);
  });
});
