import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { BundleManifest, ServedBundle } from "../../../core/protocol/index.ts";
import type { Bundle } from "../../compiler/index.ts";
import { writeSite } from "./write-site.ts";

const DOMAINS = { request: ["api.example.com"], socket: [], uploadFile: [], downloadFile: [] };
const APP_HTML = `<head><meta charset="utf-8" /><title>minihost</title>
<script type="module" src="../runtime/page.js" data-bundle="bundle.json"></script></head>`;

let dir = "";
let bundle: Bundle;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "minihost-site-"));
  await write("runtime", {
    "app.html": APP_HTML,
    "page.js": "page();\n//# sourceMappingURL=page.js.map\n",
    "page.js.map": "{}",
    "worker.js": "work();",
    "simulator.js": "",
    "simulator.html": "",
    "realm.js": "",
    "logic.js": "",
    "x.wasm": "wasm",
  });
  await write("app", { "app.js": "App({});", "images/a b.png": "picture", "data.json": "[]", "note.md": "secret" });
  bundle = {
    ok: true,
    problems: [],
    files: [],
    assets: ["images/a b.png", "data.json"],
    manifest: {
      entryPagePath: "pages/a/a",
      windows: { "pages/a/a": { light: { navigationBarTitleText: "<Shop>" } } },
      domains: DOMAINS,
    } as unknown as BundleManifest,
    script: "export default () => {};",
    styles: { app: "page{}" },
    sourceMap: () => "{}",
  };
});
afterEach(() => rm(dir, { recursive: true }));

async function write(folder: string, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, folder, path)), { recursive: true });
    await writeFile(join(dir, folder, path), text);
  }
}

/** Writes a site and returns its files by their paths. */
async function build(name = "site", gateway?: ServedBundle["gateway"]): Promise<Map<string, string>> {
  const path = join(dir, name);
  await mkdir(path);
  const runtime = join(dir, "runtime");
  const size = await writeSite(path, { bundle, miniprogramRoot: join(dir, "app"), runtime, gateway });
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = new Map<string, string>();
  for (const entry of entries.filter((candidate) => candidate.isFile())) {
    const file = join(entry.parentPath, entry.name);
    files.set(file.slice(path.length + 1), await readFile(file, "utf8"));
  }
  const sizeBytes = [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  expect(size).toEqual({ fileCount: files.size, sizeBytes });
  return files;
}

/** Paths with their hashes left out. */
function plain(files: Map<string, string>): string[] {
  return [...files.keys()].map((path) => path.replace(/-[0-9a-f]{16}(?=[./])/, "-HASH")).toSorted();
}

function find(files: Map<string, string>, start: string): [path: string, text: string] {
  const found = [...files].find(([path]) => path.startsWith(start));
  if (found === undefined) throw new Error(`There is no ${start} in ${[...files.keys()].join(", ")}`);
  return found;
}

describe("writeSite", () => {
  it("writes the bundle, the package's files and what runs in browsers, and nothing of tools and sources", async () => {
    expect(plain(await build())).toEqual([
      "bundle-HASH.json",
      "index.html",
      "logic-HASH.js",
      "package-HASH/data.json",
      "package-HASH/images/a b.png",
      "runtime-HASH/page.js",
      "runtime-HASH/worker.js",
      "runtime-HASH/x.wasm",
    ]);
  });

  it("has a page that leads to all of it by relative addresses", async () => {
    const files = await build();
    const page = files.get("index.html");
    const [bundlePath, bundleText] = find(files, "bundle-");
    expect(page).toContain(`src="${find(files, "runtime-")[0].replace(/[^/]+$/, "page.js")}"`);
    expect(page).toContain(`data-bundle="${bundlePath}"`);
    expect(page).toContain("<title>&lt;Shop&gt;</title>");
    expect(page).toContain("connect-src 'self' https://api.example.com blob:");
    expect(JSON.parse(bundleText)).toEqual({
      manifest: bundle.manifest,
      styles: bundle.styles,
      script: find(files, "logic-")[0],
      packageFolder: find(files, "package-")[0].replace(/\/.*/, "/"),
    });
  });

  it("tells the page of its gateway, where it has one", async () => {
    const gateway = { url: "/gateway", token: "0123456789abcdef", direct: [], named: [] };
    expect(JSON.parse(find(await build("site", gateway), "bundle-")[1])).toMatchObject({ gateway });
  });

  it("leads no script to a source map that is not there, and lets none begin a Worker of its own", async () => {
    const files = await build();
    const script = find(files, "runtime-")[0].replace(/[^/]+$/, "page.js");
    expect(files.get(script)).toMatch(/^if \(globalThis\.WorkerGlobalScope .*\n?page\(\);\n$/);
  });

  it("makes the same of the same, and gives what differs another name", async () => {
    const first = await build("first");
    expect(await build("second")).toEqual(first);
    await write("app", { "data.json": "[1]" });
    const third = await build("third");
    expect(find(third, "package-")[0]).not.toBe(find(first, "package-")[0]);
    expect(find(third, "bundle-")[0]).not.toBe(find(first, "bundle-")[0]);
    expect(find(third, "runtime-")[0]).toBe(find(first, "runtime-")[0]);
    expect(find(third, "logic-")[0]).toBe(find(first, "logic-")[0]);
  });

  it("needs no files of a package", async () => {
    bundle.assets = [];
    expect(plain(await build()).filter((path) => path.startsWith("package"))).toEqual([]);
  });
});
