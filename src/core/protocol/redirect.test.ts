import { expect, it } from "vitest";
import { redirectTarget } from "./redirect.ts";

const from = {
  url: "https://a.example/x/y?q",
  method: "POST",
  headers: { "Content-Type": "a/b", Cookie: "a=1", authorization: "b", "X-A": "1" },
};

it.each([301, 302, 303])("turns a POST into a GET without a body for %i", (status) => {
  expect(redirectTarget(from, status, "/z")).toEqual({
    url: "https://a.example/z",
    method: "GET",
    headers: { Cookie: "a=1", authorization: "b", "X-A": "1" },
    keepsBody: false,
  });
});

it.each([307, 308])("repeats method and body for %i", (status) => {
  const { method, headers } = from;
  expect(redirectTarget(from, status, "z")).toEqual({
    url: "https://a.example/x/z",
    method,
    headers,
    keepsBody: true,
  });
});

it.each(["GET", "HEAD"])("keeps %s", (method) => {
  expect(redirectTarget({ ...from, method }, 302, "/z")).toMatchObject({ method, keepsBody: true });
});

it("takes no secrets to another origin", () => {
  expect(redirectTarget(from, 307, "http://a.example/")).toMatchObject({
    url: "http://a.example/",
    headers: { "Content-Type": "a/b", "X-A": "1" },
  });
});

it.each([
  [200, "/z"],
  [304, "/z"],
  [302, undefined],
])("is no redirect: %i to %s", (status, location) => {
  expect(redirectTarget(from, status, location)).toBeUndefined();
});

it("refuses what is no URL, and what is not HTTP", () => {
  expect(redirectTarget(from, 302, "http://")).toBe("INVALID_REDIRECT");
  expect(redirectTarget(from, 302, "file:///etc/passwd")).toBe("UNSAFE_REDIRECT");
});
