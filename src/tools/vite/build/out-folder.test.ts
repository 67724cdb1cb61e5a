import { mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkOutFolder, replaceFolder } from "./out-folder.ts";

let dir = "";
let project = { root: "", miniprogramRoot: "" };

beforeEach(async () => {
  dir = await realpath(await mkdtemp(join(tmpdir(), "minihost-out-")));
  project = { root: join(dir, "app"), miniprogramRoot: join(dir, "app/miniprogram") };
  await mkdir(project.miniprogramRoot, { recursive: true });
  await writeFile(join(project.miniprogramRoot, "app.json"), "{}");
});
afterEach(() => rm(dir, { recursive: true }));

/** Makes a site whose page has this text. */
function makeSite(folder: string, text: string): Promise<void> {
  return replaceFolder(folder, (path) => writeFile(join(path, "index.html"), text));
}

describe("checkOutFolder", () => {
  it("takes a folder that is not there, is empty or has a site, also in the app, and follows links", async () => {
    expect(await checkOutFolder(join(dir, "a/b"), project)).toBe(join(dir, "a/b"));
    await mkdir(join(dir, "empty"));
    expect(await checkOutFolder(join(dir, "empty"), project)).toBe(join(dir, "empty"));
    const inside = join(project.miniprogramRoot, "dist");
    await makeSite(inside, "");
    await writeFile(join(inside, ".DS_Store"), "");
    await symlink(inside, join(dir, "link"));
    expect(await checkOutFolder(join(dir, "link"), project)).toBe(inside);
  });

  it.each([".", "..", "miniprogram"])(
    "refuses the folder %s of the app, which the site would replace",
    async (path) => {
      await expect(checkOutFolder(join(project.root, path), project)).rejects.toMatchObject({
        name: "ToolError",
        code: "build.out",
        message: expect.stringContaining("would replace the app itself"),
      });
    },
  );

  it("refuses a folder with files that no build made, and names them", async () => {
    await mkdir(join(dir, "work"));
    await writeFile(join(dir, "work/thesis.txt"), "ten years");
    await expect(checkOutFolder(join(dir, "work"), project)).rejects.toMatchObject({
      name: "ToolError",
      code: "build.out",
      message: `${join(dir, "work")} has files that minihost build did not make: thesis.txt`,
      hint: expect.stringContaining("--out"),
    });
  });

  it("refuses a site to which files were added", async () => {
    await makeSite(join(dir, "site"), "");
    await writeFile(join(dir, "site/CNAME"), "example.com");
    await expect(checkOutFolder(join(dir, "site"), project)).rejects.toMatchObject({
      message: expect.stringMatching(/did not make: CNAME$/),
    });
  });

  it("refuses a file, and a path through one", async () => {
    await writeFile(join(dir, "file"), "");
    const refusal = { name: "ToolError", code: "build.out" };
    await expect(checkOutFolder(join(dir, "file"), project)).rejects.toMatchObject(refusal);
    await expect(checkOutFolder(join(dir, "file/site"), project)).rejects.toMatchObject(refusal);
  });
});

describe("replaceFolder", () => {
  it("makes the folder with those above it, and leaves nothing else", async () => {
    const folder = join(dir, "a/site");
    expect(await replaceFolder(folder, (path) => writeFile(join(path, "x"), "1").then(() => 7))).toBe(7);
    expect(await readdir(join(dir, "a"))).toEqual(["site"]);
    expect((await readdir(folder)).toSorted()).toEqual([".minihost-build", "x"]);
  });

  it("gives others the right to read it that any new folder gives", async () => {
    await makeSite(join(dir, "site"), "");
    await mkdir(join(dir, "plain"));
    expect((await stat(join(dir, "site"))).mode).toBe((await stat(join(dir, "plain"))).mode);
  });

  it("keeps nothing of the old site", async () => {
    const folder = join(dir, "site");
    await replaceFolder(folder, (path) => writeFile(join(path, "old.js"), ""));
    await makeSite(folder, "new");
    expect((await readdir(folder)).toSorted()).toEqual([".minihost-build", "index.html"]);
  });

  it("leaves the old site where the new one fails, and nothing of the new one", async () => {
    const folder = join(dir, "site");
    await makeSite(folder, "old");
    const failing = replaceFolder(folder, async (path) => {
      await writeFile(join(path, "index.html"), "new");
      await readFile(join(path, "gone.png"));
    });
    await expect(failing).rejects.toMatchObject({
      name: "ToolError",
      code: "build.write",
      message: expect.stringContaining("gone.png"),
    });
    expect(await readFile(join(folder, "index.html"), "utf8")).toBe("old");
    expect((await readdir(dir)).toSorted()).toEqual(["app", "site"]);
  });

  it("does not take a fault of its own for one of the disk", async () => {
    const fault = new TypeError("x is not a function");
    await expect(replaceFolder(join(dir, "site"), () => Promise.reject(fault))).rejects.toBe(fault);
  });
});
