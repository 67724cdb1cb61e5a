import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createDirectorySource, findProject } from "./index.ts";

async function folder(files: Record<string, string>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "minihost-project-"));
  onTestFinished(() => rm(root, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}

describe("findProject", () => {
  it("takes a folder with app.json", async () => {
    const root = await folder({ "app.json": "{}" });
    expect(await findProject(root)).toEqual({
      root,
      miniprogramRoot: root,
      appId: "touristappid",
      name: basename(root),
      urlCheck: undefined,
    });
  });

  it("honours project.config.json, and project.private.config.json more", async () => {
    const config = {
      miniprogramRoot: "app/",
      appid: "wx1",
      projectname: "shop",
      setting: { urlCheck: true, es6: true },
    };
    const own = { projectname: "my shop", setting: { urlCheck: false } };
    const root = await folder({
      "app/app.json": "{}",
      "project.config.json": `\uFEFF${JSON.stringify(config)}`,
      "project.private.config.json": JSON.stringify(own),
    });
    expect(await findProject(root)).toEqual({
      root,
      miniprogramRoot: join(root, "app"),
      appId: "wx1",
      name: "my shop",
      urlCheck: false,
    });
  });

  it("refuses a folder that is not there or has no app", async () => {
    const root = await folder({ "a.txt": "" });
    await expect(findProject(join(root, "none"))).rejects.toMatchObject({
      name: "ToolError",
      code: "project.missing",
      message: `There is no folder ${join(root, "none")}`,
    });
    await expect(findProject(join(root, "a.txt"))).rejects.toMatchObject({ code: "project.missing" });
    await expect(findProject(root)).rejects.toMatchObject({
      message: `${root} is not a mini program: it has no app.json and no project.config.json`,
      hint: "Name the folder that has project.config.json or app.json in it",
    });
  });

  it("says where the app probably is", async () => {
    const plain = await folder({ "miniprogram/app.json": "{}" });
    await expect(findProject(plain)).rejects.toMatchObject({
      hint: `There is one in ${join(plain, "miniprogram")}: name that folder`,
    });
    const configured = await folder({ "miniprogram/app.json": "{}", "project.config.json": "{}" });
    await expect(findProject(configured)).rejects.toMatchObject({
      hint: `Add "miniprogramRoot": "miniprogram/" to project.config.json`,
    });
    const wrong = await folder({ "project.config.json": `{ "miniprogramRoot": "no" }` });
    await expect(findProject(wrong)).rejects.toMatchObject({ message: `There is no app.json in ${join(wrong, "no")}` });
  });

  it("tells where project.config.json is wrong", async () => {
    const root = await folder({ "app.json": "{}", "project.config.json": `{\n  // note\n}` });
    await expect(findProject(root)).rejects.toMatchObject({
      code: "project.config",
      file: join(root, "project.config.json"),
      line: 2,
      column: 3,
      hint: "JSON has no comments: remove it",
    });
  });
});

describe("createDirectorySource", () => {
  it("lists and reads the files of the app", async () => {
    const root = await folder({
      "app.json": "{}",
      "pages/a/a.js": "é",
      "node_modules/x/index.js": "",
      ".git/config": "",
      "pages/.DS_Store": "",
    });
    const elsewhere = await folder({ "secret.json": "{}" });
    await symlink(join(elsewhere, "secret.json"), join(root, "linked.json"));
    const source = createDirectorySource(root);
    expect((await source.list()).toSorted()).toEqual(["app.json", "pages/a/a.js"]);
    expect(await source.read("pages/a/a.js")).toBe("é");
    expect(await source.read("pages/b.js")).toBeUndefined();
    expect(await source.read("app.json/x")).toBeUndefined();
    expect(await source.read("pages")).toBeUndefined();
  });

  it("fails for a folder that is not there", async () => {
    await expect(createDirectorySource(join(tmpdir(), "minihost-none")).list()).rejects.toThrow("ENOENT");
  });
});
