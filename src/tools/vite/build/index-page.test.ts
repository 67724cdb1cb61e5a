import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { createIndexPage, type IndexPage } from "./index-page.ts";

const page: IndexPage = {
  title: "Shop",
  policy: "default-src 'none'; script-src 'self'",
  script: "runtime-1/page.js",
  bundle: "bundle-2.json",
};

describe("createIndexPage", () => {
  it("makes the page of a site out of the runtime's, the policy before all that it is for", async () => {
    const template = await readFile(fileURLToPath(new URL("../../../browser/page/app.html", import.meta.url)), "utf8");
    const html = createIndexPage(template, page);
    expect(html).toContain(`<meta http-equiv="Content-Security-Policy" content="${page.policy}" />`);
    expect(html).toContain("<title>Shop</title>");
    expect(html).toContain('<script type="module" src="runtime-1/page.js" data-bundle="bundle-2.json"></script>');
    expect(html.indexOf("Content-Security-Policy")).toBeLessThan(html.indexOf("<link"));
    expect(html).not.toMatch(/(?:src|href)="(?:\/|\.\.|http)/);
  });

  it("takes texts as texts", () => {
    const template =
      '<meta charset="utf-8" /><title>minihost</title><script src="../runtime/page.js" data-bundle="bundle.json">';
    expect(createIndexPage(template, { ...page, title: `</title> & "$&"` })).toContain(
      "<title>&lt;/title&gt; &amp; &quot;$&amp;&quot;</title>",
    );
  });

  it("throws where the runtime's page is another one", () => {
    expect(() => createIndexPage("<html>", page)).toThrow('The page of the runtime has no <meta charset="utf-8" />');
  });
});
