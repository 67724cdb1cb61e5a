import { describe, expect, it } from "vitest";
import { locate, packageFileUrl, parseLocalPath } from "./local-path.ts";

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

describe("parseLocalPath", () => {
  it.each([
    ["wxfile://usr", "usr", [], "wxfile://usr"],
    ["http://usr/", "usr", [], "wxfile://usr"],
    ["wxfile://usr//a/b.txt/", "usr", ["a", "b.txt"], "wxfile://usr/a/b.txt"],
    ["http://tmp/a.png", "tmp", ["a.png"], "wxfile://tmp/a.png"],
    ["wxfile://store/猫😀 %2e%2e.txt", "store", ["猫😀 %2e%2e.txt"], "wxfile://store/猫😀 %2e%2e.txt"],
    ["/images/a.png", "package", ["images", "a.png"], "/images/a.png"],
    ["images/a.png", "package", ["images", "a.png"], "/images/a.png"],
    [`wxfile://usr/${"猫".repeat(85)}`, "usr", ["猫".repeat(85)], `wxfile://usr/${"猫".repeat(85)}`],
  ])("takes %s apart", (source, area, names, path) => {
    expect(parseLocalPath(source)).toEqual({ area, names, path });
  });

  it.each([
    "",
    "/",
    "//a",
    "./a",
    "/a/../b",
    "/a/",
    "wxfile://usr/..",
    "wxfile://usr/a/../../b",
    "wxfile://usr/./a",
    "wxfile://usr/a\0b",
    "wxfile://usr/a\\b",
    "wxfile://usr/\ud83d",
    "wxfile://usrx/a",
    "wxfile://storage/a",
    "wxfile://",
    "file:///etc/passwd",
    "http://usr.com/a",
    "https://usr/a",
    "C:\\a",
  ])("refuses %j", (source) => {
    expect(parseLocalPath(source)).toBe("outside");
  });

  it("refuses names of more than 255 bytes and paths of more than 4096", () => {
    expect(parseLocalPath(`wxfile://usr/${"a".repeat(255)}`)).toMatchObject({ area: "usr" });
    expect(parseLocalPath(`wxfile://usr/${"a".repeat(256)}`)).toBe("too-long");
    expect(parseLocalPath(`wxfile://usr/${"猫".repeat(86)}`)).toBe("too-long");
    const long = `wxfile://usr${"/abcdefghijklmno".repeat(255)}`;
    expect(parseLocalPath(`${long}/123`)).toMatchObject({ area: "usr" });
    expect(parseLocalPath(`${long}/12345`)).toBe("too-long");
  });
});
