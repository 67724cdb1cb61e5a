import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createDevice, type Device } from "../../src/node/index.ts";
import { samplePhoto } from "../support/sample-photo.ts";
import { samplePng } from "./sample-bytes.ts";

const DISK_BYTES = 4 * 1024 * 1024;
const FULL = "the maximum size of the file storage limit is exceeded";
const USR = "wxfile://usr";
const CONTENT = "x".repeat(1_000_000);

/** Makes a small disk of its own; throws where this process may not. */
function mountDisk(): { path: string; unmount(): void } {
  const path = mkdtempSync(join(tmpdir(), "minihost-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${DISK_BYTES}`, "tmpfs", path], { stdio: "pipe" });
  } catch (error) {
    rmSync(path, { recursive: true });
    throw error;
  }
  return {
    path,
    unmount() {
      execFileSync("umount", [path]);
      rmSync(path, { recursive: true });
    },
  };
}

/** Why a disk can't be filled here, as the end of a title. */
function findObstacle(): string | undefined {
  try {
    mountDisk().unmount();
    return undefined;
  } catch {
    return " (skipped: this process may not mount a disk)";
  }
}

const obstacle = findObstacle();

describe.skipIf(obstacle)(`a device whose disk is full${obstacle ?? ""}`, () => {
  let disk: ReturnType<typeof mountDisk>;
  let device: Device;
  let dataDir: string;
  let filler: string;

  beforeEach(async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    disk = mountDisk();
    dataDir = join(disk.path, "device");
    filler = join(disk.path, "filler");
    device = await createDevice({ dataDir });
  });
  afterEach(async () => {
    await device.close();
    disk.unmount();
    vi.restoreAllMocks();
  });

  /** Leaves no block, or less than `freeBytes`. */
  function fill(freeBytes = 0): void {
    const { bavail, bsize } = statfsSync(disk.path);
    writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - freeBytes)));
  }

  async function reopen(): Promise<void> {
    await device.close();
    device = await createDevice({ dataDir });
  }

  const listTree = async (): Promise<string[]> => (await readdir(dataDir, { recursive: true })).toSorted();
  const manager = (): ReturnType<Device["wx"]["getFileSystemManager"]> => device.wx.getFileSystemManager();

  const contents = (): unknown[] =>
    manager()
      .readdirSync(USR)
      .map((name) => [name, manager().readFileSync(`${USR}/${name}`, "utf8")]);

  it.each([
    ["writeFileSync", () => manager().writeFileSync(`${USR}/new`, CONTENT)],
    ["writeFileSync", () => manager().writeFileSync(`${USR}/old`, CONTENT)],
    ["appendFileSync", () => manager().appendFileSync(`${USR}/old`, CONTENT)],
    ["copyFileSync", () => manager().copyFileSync(`${USR}/old`, `${USR}/new`)],
  ])("%s fails with the storage limit, changes nothing, and works when there is room again", async (name, change) => {
    manager().writeFileSync(`${USR}/old`, `old ${CONTENT}`);
    for (const freeBytes of [0, 300_000]) {
      fill(freeBytes);
      const before = await listTree();
      expect(change).toThrow(expect.objectContaining({ message: `${name}:fail ${FULL}`, errno: 1300202 }));
      expect(await listTree()).toEqual(before);
      expect(manager().readFileSync(`${USR}/old`, "utf8")).toBe(`old ${CONTENT}`);
      rmSync(filler);
    }
    change();
    const after = contents();
    await reopen();
    expect(contents()).toEqual(after);
  });

  it("writes through a descriptor up to where there is room, and loses nothing that was there", async () => {
    manager().writeFileSync(`${USR}/old`, "old");
    const fd = manager().openSync({ filePath: `${USR}/old`, flag: "r+" });
    fill();
    const write = (): unknown => manager().writeSync({ fd, data: CONTENT, position: 5000 });
    expect(write).toThrow(expect.objectContaining({ message: `writeSync:fail ${FULL}`, errno: 1300202 }));
    rmSync(filler);
    expect(manager().readFileSync(`${USR}/old`, "utf8", 0, 3)).toBe("old");
    write();
    manager().closeSync({ fd });
    expect(manager().readFileSync(`${USR}/old`, "utf8", 5000)).toBe(CONTENT);
  });

  it("saves a temporary file, which takes no more room, and unlinks", async () => {
    const tempFilePath = await device.addFile(Buffer.from(CONTENT), "txt");
    manager().writeFileSync(`${USR}/old`, "old");
    fill();
    const { savedFilePath } = await device.wx.saveFile({ tempFilePath });
    expect(manager().readFileSync(savedFilePath, "utf8")).toBe(CONTENT);
    manager().unlinkSync(`${USR}/old`);
    expect(manager().readdirSync(USR)).toEqual([]);
  });

  it("keeps the values that are there, and takes new ones when there is room again", async () => {
    const { wx } = device;
    wx.setStorageSync("kept", "value");
    fill();
    const failure = { message: `setStorageSync:fail ${FULL}`, errno: 1300202 };
    expect(() => wx.setStorageSync("kept", CONTENT)).toThrow(expect.objectContaining(failure));
    await expect(wx.setStorage({ key: "new", data: CONTENT })).rejects.toEqual({
      errMsg: `setStorage:fail ${FULL}`,
      errno: 1300202,
    });
    expect(wx.getStorageInfoSync().keys).toEqual(["kept"]);
    expect(wx.getStorageSync("kept")).toBe("value");
    await reopen();
    expect(device.wx.getStorageSync("kept")).toBe("value");
    rmSync(filler);
    device.wx.setStorageSync("kept", CONTENT);
    await reopen();
    expect(device.wx.getStorageSync("kept")).toBe(CONTENT);
  });

  it("takes no download, leaves nothing of it, and takes it when there is room again", async () => {
    const server = createServer((_request, response) => response.end(Buffer.alloc(3_000_000)));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      const download = (options: { filePath?: string } = {}): Promise<unknown> =>
        new Promise((success, fail) => device.wx.downloadFile({ url, ...options, success, fail }));
      for (const freeBytes of [0, 1_500_000]) {
        fill(freeBytes);
        const before = await listTree();
        for (const options of [{}, { filePath: `${USR}/new` }]) {
          const failure = { errMsg: "downloadFile:fail download save file error", errno: 603300 };
          await expect(download(options)).rejects.toEqual(failure);
          expect(await listTree()).toEqual(before);
        }
        rmSync(filler);
      }
      await download({ filePath: `${USR}/new` });
      expect(manager().statSync(`${USR}/new`)).toMatchObject({ size: 3_000_000 });
    } finally {
      server.close();
    }
  });

  it("hands over no chosen picture, and leaves nothing of it", async () => {
    device.album.add(new Uint8Array([...samplePng(1, 1), ...new Uint8Array(1_000_000)]));
    fill(500_000);
    const before = await listTree();
    const choosing = device.wx.chooseImage({ sizeType: ["original"], sourceType: ["album"] });
    await expect(choosing).rejects.toEqual({ errMsg: `chooseImage:fail ${FULL}`, errno: 1300202 });
    expect(await listTree()).toEqual(before);
    rmSync(filler);
    const { tempFiles } = await device.wx.chooseImage({ sizeType: ["original"], sourceType: ["album"] });
    expect(tempFiles).toHaveLength(1);
  });

  it("makes no compressed picture, and leaves nothing of it", async () => {
    const src = await device.addFile(await samplePhoto(1), "jpg");
    fill();
    const before = await listTree();
    await expect(device.wx.compressImage({ src, compressedWidth: 1000 })).rejects.toEqual({
      errMsg: "compressImage:fail create temp file fail",
      errno: 1103004,
    });
    expect(await listTree()).toEqual(before);
    rmSync(filler);
    await device.wx.compressImage({ src, compressedWidth: 1000 });
  });
});
