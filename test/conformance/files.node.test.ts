import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFiles, type LocalFiles } from "../../src/node/host/index.ts";
import { filesSuite } from "./files.suite.ts";

let folder: string;
let files: LocalFiles;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "minihost-files-"));
  await mkdir(join(folder, "package/images"), { recursive: true });
  await writeFile(join(folder, "package/images/a.png"), "picture");
  await writeFile(join(folder, "secret.txt"), "secret");
  files = await createFiles({ dataDir: join(folder, "data"), packageRoot: join(folder, "package") });
});
afterEach(() => rm(folder, { recursive: true }));

describe("Node host", () =>
  filesSuite(async () => ({ files, packagePath: "/images/a.png", close: () => files.close() })));

describe("Node host, beyond the contract", () => {
  it("keeps a temporary file in the data directory under its name", async () => {
    const path = await files.createTemporary(new TextEncoder().encode("text").buffer, "txt");
    await writeFile(join(folder, "data/tmp", path.slice("wxfile://tmp/".length)), "longer text");
    expect(await files.stat(path)).toEqual({ sizeBytes: 11 });
  });

  it("does not follow a symbolic link out of an area", async () => {
    await symlink(join(folder, "secret.txt"), join(folder, "data/tmp/link.txt"));
    await symlink(folder, join(folder, "data/tmp/folder"));
    await symlink(join(folder, "secret.txt"), join(folder, "package/link.txt"));
    await symlink(folder, join(folder, "package/folder"));
    for (const path of ["wxfile://tmp/link.txt", "wxfile://tmp/folder/secret.txt", "/link.txt", "/folder/secret.txt"]) {
      await expect(files.stat(path)).rejects.toMatchObject({ code: "not-found" });
      await expect(files.read(path)).rejects.toMatchObject({ code: "not-found" });
    }
  });

  it("follows a symbolic link that stays in the package", async () => {
    await symlink(join(folder, "package/images"), join(folder, "package/pictures"));
    expect(await files.stat("/pictures/a.png")).toEqual({ sizeBytes: 7 });
  });

  it("finds no file in a folder, at a folder, or behind a file", async () => {
    for (const path of ["/images", "/images/", "/images/a.png/b"]) {
      await expect(files.stat(path)).rejects.toMatchObject({ code: "not-found" });
    }
  });

  it("has no package files without a package", async () => {
    const bare = await createFiles({ dataDir: join(folder, "bare") });
    await expect(bare.stat("/images/a.png")).rejects.toMatchObject({ code: "not-found" });
  });

  it("copies a file of the machine byte for byte, and not when it is missing", async () => {
    const path = await files.adopt(join(folder, "secret.txt"), "txt");
    expect(new TextDecoder().decode(await files.read(path))).toBe("secret");
    await expect(files.adopt(join(folder, "missing.txt"), "txt")).rejects.toMatchObject({ code: "not-found" });
  });
});
