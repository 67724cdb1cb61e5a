import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createDevice, type Device } from "../../src/node/index.ts";
import { createNodeStoredHost } from "./node-stored-host.ts";
import { saveFileToDiskSuite } from "./save-file-to-disk.suite.ts";

async function save({ wx }: Device, filePath: string): Promise<void> {
  await new Promise((success, fail) => {
    wx.saveFileToDisk({ filePath, success, fail });
  });
}

async function textsOf({ savedToDisk }: Device): Promise<[name: string, text: string][]> {
  return Promise.all(savedToDisk.map(async ({ name, source }) => [name, await readFile(source, "utf8")]));
}

describe("Node host", () => {
  saveFileToDiskSuite(createNodeStoredHost);

  it("lists what was saved, also when the device is made again, without what was not finished", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "minihost-disk-"));
    onTestFinished(() => rm(dataDir, { recursive: true }));
    let device = await createDevice({ dataDir });
    const longName = `${"x".repeat(251)}.txt`;
    for (const [name, text] of [
      ["a.txt", "first"],
      ["a.txt", "second"],
      [longName, "third"],
    ]) {
      device.wx.getFileSystemManager().writeFileSync(`wxfile://usr/${name}`, text ?? "");
      await save(device, `wxfile://usr/${name}`);
    }
    const texts = [
      ["a.txt", "first"],
      ["a.txt", "second"],
      [longName, "third"],
    ];
    expect(await textsOf(device)).toEqual(texts);
    await device.close();
    await mkdir(join(dataDir, "disk/000009.unfinished"));
    await writeFile(join(dataDir, "disk/000009.unfinished/a.txt"), "fir");
    await writeFile(join(dataDir, "disk/notes of the person"), "");
    device = await createDevice({ dataDir });
    expect(await textsOf(device)).toEqual(texts);
    await save(device, await device.addFile(new TextEncoder().encode("fourth"), "md"));
    expect((await textsOf(device)).at(-1)).toEqual([expect.stringMatching(/\.md$/), "fourth"]);
    await device.close();
    await expect(readFile(join(dataDir, "disk/000009.unfinished/a.txt"))).rejects.toThrow("ENOENT");
    expect(await readFile(join(dataDir, "disk/notes of the person"), "utf8")).toBe("");
  });

  it("says that the system did not permit it where the folder can't be written", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "minihost-disk-"));
    onTestFinished(() => rm(dataDir, { recursive: true }));
    const device = await createDevice({ dataDir });
    const path = await device.addFile(new TextEncoder().encode("text"), "txt");
    // A file is where the next folder would be.
    await writeFile(join(dataDir, "disk/000001.unfinished"), "");
    await expect(save(device, path)).rejects.toEqual({
      errMsg: "saveFileToDisk:fail system permission denied",
      errno: 3,
    });
    expect(device.savedToDisk).toEqual([]);
    await device.close();
  });
});
