import { describe, expect, it } from "vitest";
import { locate, packageFileUrl } from "./local-path.ts";

describe("locate", () => {
  it.each(["tmp", "store", "usr"])("takes both spellings of a path in the %s area", (area) => {
    const expected = { kind: "local", path: `wxfile://${area}/a.jpg` };
    expect(locate(`wxfile://${area}/a.jpg`)).toEqual(expected);
    expect(locate(`http://${area}/a.jpg`)).toEqual(expected);
  });

  it.each(["https://example.com/a.png", "http://tmp.example.com/a.png", "data:image/png;base64,AA"])(
    "leaves %s as it is",
    (url) => {
      expect(locate(url)).toEqual({ kind: "remote", url });
    },
  );

  it("starts a package path at the root or at the directory of the page", () => {
    expect(locate("/images/a.png", "pages/home/home")).toEqual({ kind: "package", path: "images/a.png" });
    expect(locate("a.png", "pages/home/home")).toEqual({ kind: "package", path: "pages/home/a.png" });
    expect(locate("../../images/./a.png", "pages/home/home")).toEqual({ kind: "package", path: "images/a.png" });
    expect(locate("images/a.png")).toEqual({ kind: "package", path: "images/a.png" });
  });

  it.each([
    "",
    "/",
    "../a.png",
    "/a/../../b.png",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "wxfile://other/a",
    "blob:x",
  ])('finds nothing behind "%s"', (source) => {
    expect(locate(source, "app")).toBeUndefined();
  });
});

describe("packageFileUrl", () => {
  it("encodes what has a meaning in URLs", () => {
    expect(packageFileUrl("http://localhost/app/", "图/a?b#c.png")).toBe(
      "http://localhost/app/%E5%9B%BE/a%3Fb%23c.png",
    );
  });
});
