import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DevApp } from "./dev-app.ts";
import { until } from "../../../test/support/until.ts";

describe("DevApp", () => {
  let dir = "";
  let app: DevApp | undefined;
  const compiled = vi.fn<() => void>();

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "minihost-app-"));
    compiled.mockClear();
  });
  afterEach(async () => {
    await app?.close();
    await rm(dir, { recursive: true });
  });

  async function open(files: Record<string, string>): Promise<DevApp> {
    for (const [path, text] of Object.entries(files)) await write(path, text);
    app = await DevApp.open(dir, compiled);
    await app.settled();
    return app;
  }

  async function write(path: string, text: string): Promise<string> {
    const file = join(dir, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    return file;
  }

  /** Changes a file and waits for the compilation that follows. */
  async function change(opened: DevApp, path: string, text: string): Promise<void> {
    const calls = compiled.mock.calls.length;
    opened.changed(await write(path, text));
    await until(() => expect(compiled.mock.calls.length).toBe(calls + 1));
  }

  const files = {
    "app.js": "App({});\n",
    "app.json": JSON.stringify({ pages: ["pages/a/a"] }),
    "pages/a/a.js": "Page({});\n",
    "pages/a/a.wxml": "<view />\n",
    "images/a.png": "picture",
  };

  it("compiles the app that it opens", async () => {
    const { bundle, problems } = await open(files);
    expect(compiled).toHaveBeenCalledOnce();
    expect(problems).toEqual([]);
    expect(bundle?.manifest.pages).toEqual(["pages/a/a"]);
    expect([...(bundle?.assets ?? [])]).toContain("images/a.png");
  });

  it("rejects with a ToolError where there is no app", async () => {
    await expect(DevApp.open(dir, compiled)).rejects.toMatchObject({ name: "ToolError", code: "project.missing" });
  });

  it("has another version when something of the bundle changed, be it only a picture", async () => {
    const opened = await open(files);
    const versions = [opened.bundle?.version];
    await change(opened, "pages/a/a.js", "Page({ data: {} });\n");
    versions.push(opened.bundle?.version);
    await change(opened, "images/a.png", "another picture");
    versions.push(opened.bundle?.version);
    expect(new Set(versions).size).toBe(3);
    await change(opened, "README.md", "# Not a part of the bundle");
    expect(opened.bundle?.version).toBe(versions[2]);
  });

  it("keeps the last good bundle while there are errors", async () => {
    const opened = await open(files);
    const { bundle } = opened;
    await change(opened, "pages/a/a.js", "Page({ ]);\n");
    expect(opened.problems.some(({ severity }) => severity === "error")).toBe(true);
    expect(opened.bundle).toBe(bundle);
    await change(opened, "pages/a/a.js", files["pages/a/a.js"]);
    expect(opened.problems).toEqual([]);
    expect(opened.bundle?.version).toBe(bundle?.version);
  });

  it("follows project.config.json, also through a mistake in it", async () => {
    const other = Object.fromEntries(Object.entries(files).map(([path, text]) => [`other/${path}`, text]));
    const opened = await open({ ...files, ...other });
    await change(opened, "project.config.json", "{");
    expect(opened.problems).toMatchObject([{ severity: "error", code: "project.config" }]);
    await change(opened, "project.config.json", JSON.stringify({ miniprogramRoot: "other/", appid: "wx1" }));
    expect(opened.bundle?.root).toBe(join(dir, "other"));
    expect(opened.bundle?.manifest.appId).toBe("wx1");
  });

  it("tells the app what minihost.config.ts says, and has another version when that changes", async () => {
    const setting = { setting: { urlCheck: true } };
    const opened = await open({ ...files, "project.config.json": JSON.stringify(setting) });
    const NONE = { request: [], socket: [], uploadFile: [], downloadFile: [] };
    expect(opened.bundle?.manifest.domains).toEqual(NONE);
    const versions = [opened.bundle?.version];
    await change(opened, "hosts.mts", "export default ['a.example'];\n");
    await change(
      opened,
      "minihost.config.ts",
      `import request from "./hosts.mts";
      export default { domains: { request }, limits: { downloadBytes: 5 }, formDataEncoding: "wechat" };\n`,
    );
    expect(opened.problems).toEqual([]);
    expect(opened.bundle?.manifest).toMatchObject({
      domains: { ...NONE, request: ["a.example"] },
      limits: { downloadBytes: 5 },
      formDataEncoding: "wechat",
    });
    versions.push(opened.bundle?.version);
    await change(opened, "hosts.mts", "export default ['b.example'];\n");
    expect(opened.bundle?.manifest.domains?.request).toEqual(["b.example"]);
    versions.push(opened.bundle?.version);
    const gateway = { direct: ["https://a.example"] };
    const lists = { domains: { request: ["b.example"] } };
    await change(
      opened,
      "minihost.config.ts",
      `export default ${JSON.stringify({ urlCheck: false, ...lists, gateway })};\n`,
    );
    expect(opened.bundle?.manifest).not.toHaveProperty("domains");
    expect(opened.bundle?.settings).toMatchObject({
      domains: { request: ["b.example"] },
      direct: ["https://a.example"],
    });
    versions.push(opened.bundle?.version);
    expect(new Set(versions).size).toBe(4);
  });

  it("keeps the last good bundle while minihost.config.ts has a mistake, and goes on", async () => {
    const opened = await open({ ...files, "minihost.config.ts": "export default { urlCheck: true };\n" });
    const { bundle } = opened;
    await change(opened, "minihost.config.ts", "export default { urlCheck: 1 };\n");
    expect(opened.problems).toMatchObject([{ severity: "error", code: "config.value" }]);
    expect(opened.bundle).toBe(bundle);
    await change(opened, "minihost.config.ts", "export default { urlCheck: false };\n");
    expect(opened.problems).toEqual([]);
    expect(opened.bundle?.manifest).not.toHaveProperty("domains");
  });

  it("is not bothered by files that are no part of the app", async () => {
    const opened = await open(files);
    opened.changed(join(dir, ".minihost/backend/upload.png"));
    opened.changed(join(dir, "node_modules/a/index.js"));
    opened.changed(join(dir, "../elsewhere.js"));
    await change(opened, "pages/a/a.js", "Page({ data: {} });\n");
    expect(compiled).toHaveBeenCalledTimes(2);
  });
});
