import { describe, expect, it } from "vitest";
import { moduleCandidates } from "./module-path.ts";

describe("moduleCandidates", () => {
  it("resolves a relative path against the module's folder", () => {
    expect(moduleCandidates("pages/a/a.js", "../../utils/x")).toEqual([
      "utils/x",
      "utils/x.js",
      "utils/x/index.js",
      "utils/x.json",
    ]);
  });

  it("resolves a leading slash from the root", () => {
    expect(moduleCandidates("pages/a/a.js", "/utils/x.js")[0]).toBe("utils/x.js");
  });

  it("takes a bare path as relative first, then as a package of every folder above", () => {
    expect(moduleCandidates("sub/a/a.js", "lib").filter((id) => id.endsWith("/index.js"))).toEqual([
      "sub/a/lib/index.js",
      "sub/a/miniprogram_npm/lib/index.js",
      "sub/miniprogram_npm/lib/index.js",
      "miniprogram_npm/lib/index.js",
    ]);
  });

  it("finds nothing outside the app", () => {
    expect(moduleCandidates("a.js", "../../etc/passwd")).toEqual([]);
  });
});
