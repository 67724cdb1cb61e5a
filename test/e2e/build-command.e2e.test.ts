import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { runBuild } from "../support/static-site.ts";

const APP = {
  "project.config.json": JSON.stringify({ appid: "touristappid", setting: { urlCheck: false } }),
  "app.js": "require('./utils/a'); require('./utils/b'); App({});\n",
  "app.json": JSON.stringify({ pages: ["pages/a/a", "pages/b/b"] }),
  "app.wxss": "page { color: red; }\n",
  "pages/a/a.js": "Page({});\n",
  "pages/a/a.wxml": "<view />\n",
  "pages/b/b.js": "Page({});\n",
  "pages/b/b.wxml": "<view />\n",
  "images/1.png": "one",
  "images/2.png": "two",
  "utils/a.js": "module.exports = 1;\n",
  "utils/b.js": "module.exports = 2;\n",
};

/** A folder with these files, written in this order, which is removed after the test. */
async function makeFolder(files: Record<string, string>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "minihost-build-"));
  onTestFinished(() => rm(dir, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
  return dir;
}

/** All files of a folder with their bytes. */
async function read(dir: string): Promise<Record<string, string>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(
    files.map(async (file) => [file.slice(dir.length + 1), await readFile(file, "latin1")]),
  );
  return Object.fromEntries(texts) as Record<string, string>;
}

it("makes the same bytes of the same app, in whatever order its files came, and without what it made before", async () => {
  const [dir, other] = [await makeFolder(APP), await makeFolder(Object.fromEntries(Object.entries(APP).toReversed()))];
  const { code, stdout, stderr } = await runBuild([], dir);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^minihost build dist \d+ files, \d\.\d MB\n$/);
  const first = await read(join(dir, "dist"));
  expect(Object.keys(first)).toContainEqual(expect.stringMatching(/^package-\w+\/images\/1\.png$/));
  expect(await runBuild([".", "--out", "./dist"], dir)).toMatchObject({ code: 0, stderr: "" });
  expect(await read(join(dir, "dist"))).toEqual(first);
  expect(await runBuild([other, "--out", join(dir, "again")], dir)).toMatchObject({ code: 0, stderr: "" });
  expect(await read(join(dir, "again"))).toEqual(first);
});

it("tells all errors of the app with their places, exits with code 1 and leaves the site as it was", async () => {
  const dir = await makeFolder(APP);
  await runBuild([], dir);
  const before = await read(join(dir, "dist"));
  await writeFile(join(dir, "pages/a/a.js"), "Page({ data: { ] });\n");
  await writeFile(join(dir, "pages/b/b.wxml"), '<import src="gone.wxml" />\n');
  const { code, stdout, stderr } = await runBuild([], dir);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(/^error pages\/a\/a\.js:1:\d+ /m);
  expect(stderr).toMatch(/^error pages\/b\/b\.wxml:1:\d+ /m);
  expect(stderr).toContain("> 1 | Page({ data: { ] });");
  expect(stderr).toContain("→ ");
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(await read(join(dir, "dist"))).toEqual(before);
  expect((await readdir(dir)).filter((name) => name.startsWith("."))).toEqual([]);
});

it("tells a warning, and builds", async () => {
  const dir = await makeFolder({ ...APP, "pages/a/a.wxml": '<view wx:for-items="{{[1]}}">{{item}}</view>' });
  const { code, stdout, stderr } = await runBuild([], dir);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^minihost build dist /);
  expect(stderr).toMatch(/^warning pages\/a\/a\.wxml:1:\d+ /);
});

it.each([
  [
    "a folder that is none",
    ["nowhere"],
    /^error There is no folder .*nowhere\n {2}→ Name the folder of a mini program\n$/,
  ],
  [
    "a folder of other files",
    ["--out", "images"],
    /^error .*images has files that minihost build did not make: 1\.png/,
  ],
  ["the app itself", ["--out", "."], /^error A site in .* would replace the app itself\n {2}→ .*--out/],
  ["an option that is none", ["--minify"], /^error Unknown option `--minify`\n {2}→ minihost build --help/],
])("refuses %s in one message", async (_what, parameters, message) => {
  const dir = await makeFolder(APP);
  const before = await read(dir);
  const { code, stdout, stderr } = await runBuild(parameters, dir);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(await read(dir)).toEqual(before);
});

it("refuses a gateway that is configured by half", async () => {
  const config = "export default { gateway: { url: '/gateway', token: process.env.NO_SUCH_VARIABLE } };";
  const dir = await makeFolder({ ...APP, "minihost.config.mjs": config });
  const { code, stderr } = await runBuild([], dir);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^error minihost\.config\.ts has gateway\.url without gateway\.token/);
});
