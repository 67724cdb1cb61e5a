import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { API_CATALOG, NOT_BUILT } from "../src/core/api/index.ts";
import { createApisPage } from "./apis-page.mjs";
import { createSupportPage } from "./support-page.mjs";

const HINT = "Run `npm run build && node scripts/reference.mjs`";
const apis = Object.values(API_CATALOG);
const read = (name: string): Promise<string> => readFile(new URL(`../docs/reference/${name}`, import.meta.url), "utf8");

describe("docs/reference", () => {
  it("has the APIs that there are", async () => {
    expect(await read("apis.md"), HINT).toBe(createApisPage(apis, NOT_BUILT));
  });

  it("has the results of the conformance suites", async () => {
    const results = JSON.parse(await read("conformance.json")) as Parameters<typeof createSupportPage>[1];
    expect(await read("support.md"), HINT).toBe(createSupportPage(apis, results));
  });
});

describe("the support table", () => {
  const page = (cases: Record<string, string>, hosts = "node browser gateway"): string =>
    createSupportPage(apis, { "network-rows": { hosts, cases } });
  const rowOf = (text: string, name: string): string | undefined =>
    text.split("\n").find((line) => line.startsWith(`| ${name} |`));

  it("tells what Firefox does not, where it ran", () => {
    const cases = { "wx.request > works": "node browser firefox", "wx.request > stores": "node browser -firefox" };
    const text = page(cases, "node browser firefox");
    expect(text).toContain("| API | Node | Browser | Firefox |");
    expect(rowOf(text, "request")).toBe("| request | ✓ | ✓ | [all but 1](#request) |");
    expect(text).toContain("Chromium does this, Firefox does not:\n\n- stores\n");
  });

  it("tells what a browser does only through the gateway, and what no browser does", () => {
    const text = page({
      "wx.request > works": "node browser gateway",
      "wx.request > sends a header": "node -browser gateway",
      "wx.request > measures": "node -browser -gateway",
      "wx.request > opens ten": "node browser -gateway",
      "wx.request > sends no header where that can't be": "-node browser -gateway",
      "wx.request > flies": "-node -browser -gateway",
    });
    expect(rowOf(text, "request")).toBe("| request | ✓ | [all but 2](#request) | [all but 2](#request) |");
    const section = text.slice(text.indexOf("### request"), text.indexOf("## ui"));
    expect(section).toContain("only through the gateway:\n\n- sends a header\n\nNo browser does this:\n\n- measures\n");
    expect(section).toContain("only without a gateway:\n\n- opens ten\n");
    expect(section).toContain("does instead:\n\n- sends no header where that can't be\n");
    expect(section).toContain("No host does this:\n\n- flies\n");
    expect(section).toContain("no host supports yet: `enableHttpDNS`, `forceCellularNetwork`.");
  });

  it("says nothing of an API that has no case, or on hosts where none runs", () => {
    const text = page({ "wx.request > works": "node" }, "node");
    expect(rowOf(text, "request")).toBe("| request | ✓ | – |");
    expect(rowOf(text, "uploadFile")).toBe("| uploadFile | – | – |");
  });

  it("gives a case to every API of its suite, unless its titles name one", () => {
    const text = page({
      "all of them": "node browser gateway",
      "a redirect of wx.uploadFile > leads": "node -browser gateway",
    });
    expect(rowOf(text, "downloadFile")).toBe("| downloadFile | ✓ | ✓ | ✓ |");
    expect(rowOf(text, "uploadFile")).toBe("| uploadFile | ✓ | [all but 1](#uploadfile) | ✓ |");
  });

  it("can't be broken by a title", () => {
    const text = page({ "wx.request > has <b> | [x](y)": "node -browser gateway" });
    expect(text).toContain("- has \\<b\\> \\| \\[x\\](y)\n");
  });

  it("can't be made while nobody says what a suite is about", () => {
    const results = { "some-new-suite": { hosts: "node", cases: { works: "node" } } };
    expect(() => createSupportPage(apis, results)).toThrow('what the suite "some-new-suite" is about');
  });
});
