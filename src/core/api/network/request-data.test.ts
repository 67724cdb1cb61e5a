import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { encodeRequestData } from "./request-data.ts";

beforeEach(() => void vi.spyOn(console, "warn").mockImplementation(() => {}));
afterEach(() => vi.restoreAllMocks());

const url = "https://example.com/a";
const json = "application/json";
const form = "application/x-www-form-urlencoded; charset=utf-8";

describe("the data of a request", () => {
  it.each([
    [url, { q: "a b&c", n: 1 }, `${url}?q=a%20b%26c&n=1`],
    [`${url}?x=1&q=old#part`, { q: "new" }, `${url}?x=1&q=new#part`],
    [url, { nested: { a: [1] }, none: null, skipped: undefined }, `${url}?nested=%7B%22a%22%3A%5B1%5D%7D&none=null`],
    [url, {}, url],
    [url, "text", url],
    [url, new ArrayBuffer(2), url],
    [`${url}?a`, { b: "" }, `${url}?a&b=`],
  ])("is merged into the query of a GET: %s with %j", (address, data, expected) => {
    expect(encodeRequestData(address, "GET", json, data)).toEqual({ url: expected });
  });

  it.each([
    [json, { a: [1] }, '{"a":[1]}'],
    ["text/plain", { a: 1 }, '{"a":1}'],
    [form, { a: "x y", list: [1, 2], nested: {} }, "a=x%20y&list=1%2C2&nested=%5Bobject%20Object%5D"],
    [form, "a=1", "a=1"],
    [json, "verbatim 猫", "verbatim 猫"],
    [json, 1, "1"],
    [json, true, "true"],
  ])("is the text of a POST with %s: %j", (contentType, data, text) => {
    expect(encodeRequestData(url, "POST", contentType, data)).toEqual({ url, body: { kind: "text", text } });
  });

  it.each([undefined, null, "", 0, false])("is no body when it is %j", (data) => {
    expect(encodeRequestData(url, "POST", json, data)).toEqual({ url });
  });

  it("is the bytes of a buffer, and of a view only those that it shows", () => {
    const bytes = new Uint8Array([1, 2, 3, 4]);
    expect(encodeRequestData(url, "PUT", json, bytes.buffer)).toEqual({
      url,
      body: { kind: "bytes", bytes: bytes.buffer },
    });
    const { body } = encodeRequestData(url, "PUT", json, bytes.subarray(1, 3));
    expect(body?.kind === "bytes" && [...new Uint8Array(body.bytes)]).toEqual([2, 3]);
  });

  it("fails when it is a function or cannot be written", () => {
    expect(() => encodeRequestData(url, "POST", json, () => {})).toThrow("data should not be Function");
    const circular: Record<string, unknown> = {};
    circular["self"] = circular;
    expect(() => encodeRequestData(url, "POST", json, circular)).toThrow(expect.objectContaining({ errno: 600010 }));
  });
});
