// Writes docs/reference from the API literals of the built package and from the results of the conformance suites. With --check it only
// tells whether a page is stale.
import { readFile, writeFile } from "node:fs/promises";
import { createApisPage } from "./apis-page.mjs";
import { createSupportPage } from "./support-page.mjs";

const { API_CATALOG, NOT_BUILT } = await import(new URL("../dist/core/api/index.js", import.meta.url).href);
const folder = new URL("../docs/reference/", import.meta.url);
const apis = Object.values(API_CATALOG);
const results = JSON.parse(await readFile(new URL("conformance.json", folder), "utf8"));

const pages = {
  "apis.md": createApisPage(apis, NOT_BUILT),
  "support.md": createSupportPage(apis, results),
};
for (const [name, text] of Object.entries(pages)) {
  const file = new URL(name, folder);
  if (!process.argv.includes("--check")) {
    await writeFile(file, text);
  } else if ((await readFile(file, "utf8").catch(() => "")) !== text) {
    console.error(`docs/reference/${name} is stale. Run \`npm run build && node scripts/reference.mjs\`.`);
    process.exitCode = 1;
  }
}
