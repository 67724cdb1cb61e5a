import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadConfig } from "./load-config.ts";

describe("loadConfig", () => {
  let root = "";

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "minihost-config-"));
  });
  afterEach(() => rm(root, { recursive: true }));

  const write = (name: string, text: string): Promise<void> => writeFile(join(root, name), text);

  it("has nothing to say where there is no file", async () => {
    expect(await loadConfig(root)).toEqual({ config: {}, imports: [] });
  });

  it.each(["ts", "mts", "js", "mjs"])("runs minihost.config.%s", async (ending) => {
    await write(`minihost.config.${ending}`, "export default { urlCheck: true };\n");
    expect(await loadConfig(root)).toEqual({ config: { urlCheck: true }, imports: [] });
  });

  it("runs TypeScript, knows what it imports, and leaves no files behind", async () => {
    await write("hosts.ts", "export const hosts: string[] = ['a.example'];\n");
    await write(
      "minihost.config.ts",
      'import { hosts } from "./hosts";\nexport default { domains: { request: hosts } };\n',
    );
    const loaded = await loadConfig(root);
    expect(loaded).toEqual({ config: { domains: { request: ["a.example"] } }, imports: [join(root, "hosts.ts")] });
    expect(await readdir(root)).toEqual(["hosts.ts", "minihost.config.ts"]);
  });

  it("runs a file anew that has changed, and what it imports", async () => {
    await write("hosts.ts", "export const hosts = ['a.example'];\n");
    await write(
      "minihost.config.ts",
      'import { hosts } from "./hosts";\nexport default { domains: { request: hosts } };\n',
    );
    await loadConfig(root);
    await write("hosts.ts", "export const hosts = ['b.example'];\n");
    expect((await loadConfig(root)).config).toEqual({ domains: { request: ["b.example"] } });
  });

  it("lets it import this package though it is not installed there", async () => {
    await write(
      "minihost.config.ts",
      'import { defineConfig } from "minihost/vite";\nexport default defineConfig({ urlCheck: false });\n',
    );
    expect(await loadConfig(root)).toEqual({ config: { urlCheck: false }, imports: [] });
  });

  it("names the place of a mistake in the syntax", async () => {
    await write("minihost.config.ts", "export default {\n  urlCheck: ],\n};\n");
    await expect(loadConfig(root)).rejects.toMatchObject({
      name: "ToolError",
      code: "config.load",
      message: "Unexpected token",
      file: join(root, "minihost.config.ts"),
      line: 2,
      column: 13,
    });
  });

  it.each([
    ["export default { a: null.x };", "can't be loaded: TypeError: Cannot read properties of null", undefined],
    ['import "nowhere";', "can't be loaded: Error: Cannot find module 'nowhere'", undefined],
    ["module.exports = {};", "module is not defined", expect.stringContaining("export default")],
    ["export const urlCheck = true;", "Export an object as default", undefined],
    ["export default { urlChecks: true };", "There is no setting urlChecks", undefined],
  ])("says what is wrong with %j", async (text, message, hint) => {
    await write("minihost.config.js", `${text}\n`);
    await expect(loadConfig(root)).rejects.toMatchObject({
      name: "ToolError",
      file: join(root, "minihost.config.js"),
      message: expect.stringContaining(message),
      hint,
    });
  });
});
