import { access, mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, it, vi } from "vitest";
import type { UploadFileOptions, UploadFileResult } from "../../src/core/api/index.ts";
import { createDevice, type Device, type DeviceOptions } from "../../src/node/index.ts";
import { recordCallbacks } from "../../src/testing/index.ts";
import { samplePng } from "./sample-bytes.ts";
import { createServerLog } from "./server-log.ts";

const MEBIBYTE = 1024 * 1024;
const serverUrl = inject("serverUrl");
const server = createServerLog(serverUrl);
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "minihost-device-"));
  await server.reset();
});
afterEach(async () => {
  await server.release();
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

/** Runs a test on a device that is closed at its end. */
async function withDevice(use: (device: Device) => Promise<void>, options?: DeviceOptions): Promise<void> {
  const device = await createDevice(options);
  try {
    await use(device);
  } finally {
    await device.close();
  }
}

const toServer = (filePath: string, query = ""): UploadFileOptions => ({
  url: `${serverUrl}/upload${query}`,
  filePath,
  name: "file",
});

/** Uploads, and calls back with the bytes that left so far. */
function upload(
  { wx }: Device,
  options: UploadFileOptions,
  onSent: (sentBytes: number) => void = () => {},
): Promise<UploadFileResult> {
  return new Promise((resolve, reject) => {
    const task = wx.uploadFile({ ...options, success: resolve, fail: ({ errMsg }) => reject(new Error(errMsg)) });
    task.onProgressUpdate(({ totalBytesSent }) => onSent(totalBytesSent));
  });
}

describe("the options of a device", () => {
  it.each([
    [{ domain: { request: [] } }, '"domain"'],
    [{ domains: { requests: [] } }, "domains.requests"],
    [{ domains: { socket: ["https://chat.example.com"] } }, '"wss://chat.example.com"'],
    [{ limits: { nothing: 1 } }, "limits.nothing"],
    [{ limits: { downloadBytes: 0 } }, "limits.downloadBytes"],
    [{ limits: { storedBytes: -1 } }, "limits.storedBytes"],
    [{ urlCheck: "on" }, "urlCheck"],
    [{ formDataEncoding: "xml" }, '"xml"'],
    [{ networkTimeout: { upload: 1 } }, "networkTimeout.upload"],
    [{ networkTimeout: { uploadFile: 0 } }, "networkTimeout.uploadFile"],
    [{ packageRoot: "/missing/folder" }, "/missing/folder"],
    [{ album: ["/missing/a.jpg"] }, "/missing/a.jpg"],
    [{ album: ["notes.txt"] }, "notes.txt"],
  ])("that can't be obeyed are refused: %j", async (options, named) => {
    await expect(createDevice(options as DeviceOptions)).rejects.toThrow(named);
  });

  it("set the time limit and the identity", async () => {
    await withDevice(
      async (device) => {
        const path = await device.addFile(Buffer.from("text"), "txt");
        await upload(device, toServer(path));
        const [request] = await server.requests({ complete: 1 });
        expect(request?.headers["referer"]).toContain("https://servicewechat.com/wxabc/");
        await expect(upload(device, toServer(path, "?hold=1"))).rejects.toThrow("uploadFile:fail timeout");
      },
      { appId: "wxabc", networkTimeout: { uploadFile: 200 } },
    );
  });

  it("take what a callback throws", async () => {
    const errors: unknown[] = [];
    await withDevice(
      async ({ wx }) => {
        const callbacks = recordCallbacks();
        const error = new Error("of the app");
        const success = (): never => {
          throw error;
        };
        wx.showToast({ title: "x", ...callbacks, success });
        await callbacks.completed;
        expect(errors).toEqual([error]);
      },
      { onError: (error) => errors.push(error) },
    );
  });
});

describe("the album", () => {
  it("gives its first pictures, byte for byte, and is chosen from without asking", async () => {
    await writeFile(join(folder, "a.PNG"), samplePng(1, 1));
    await withDevice(
      async ({ wx, album }) => {
        album.add(samplePng(2, 2));
        album.add(samplePng(3, 3));
        const { tempFilePaths, tempFiles } = await wx.chooseImage({ count: 2, sizeType: ["original"] });
        expect(tempFilePaths).toEqual([expect.stringMatching(/\.png$/), expect.stringMatching(/\.png$/)]);
        expect(tempFiles.map(({ size }) => size)).toEqual([33, 33]);
        const sizes = await Promise.all(tempFilePaths.map((src) => wx.getImageInfo({ src })));
        expect(sizes.map(({ width }) => width)).toEqual([1, 2]);
      },
      { album: [join(folder, "a.PNG")] },
    );
  });

  it("does not take what is no picture, nor a missing file", async () => {
    await withDevice(async ({ album }) => {
      expect(() => album.add(Buffer.from("text"))).toThrow("neither a picture");
      expect(() => album.add(join(folder, "missing.jpg"))).toThrow("missing.jpg");
      expect(() => album.add(join(folder, "a.txt"))).toThrow("a.txt");
      expect(album.items).toEqual([]);
    });
  });

  it("is re-encoded unless the person wants originals", async () => {
    await withDevice(async ({ wx, album, answers }) => {
      const { default: sharp } = await import("sharp");
      const create = { width: 2000, height: 10, channels: 3, background: "red" } as const;
      album.add(await sharp({ create }).jpeg().toBuffer());
      const widthOf = async (): Promise<number> => {
        const { tempFilePaths } = await wx.chooseImage({});
        return (await wx.getImageInfo({ src: tempFilePaths[0] ?? "" })).width;
      };
      expect(await widthOf()).toBeLessThan(2000);
      answers.chooseImage({ original: true });
      expect(await widthOf()).toBe(2000);
    });
  });

  it("that is empty makes the person cancel; there is no camera", async () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    await withDevice(async ({ wx }) => {
      await expect(wx.chooseImage({})).rejects.toMatchObject({ errMsg: "chooseImage:fail cancel" });
      await expect(wx.chooseImage({ sourceType: ["camera"] })).rejects.toMatchObject({
        errMsg: "chooseImage:fail not supported",
      });
    });
  });
});

describe("a question that nobody answers", () => {
  it.each([
    ["modal({ confirm: true })", ({ wx }: Device) => wx.showModal({ title: "Sure?" })],
    ["actionSheet(0)", ({ wx }: Device) => wx.showActionSheet({ itemList: ["a"] })],
  ])("fails at once and tells what to call: %s", async (call, ask) => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    await withDevice(async (device) => {
      await expect(ask(device)).rejects.toMatchObject({ errMsg: expect.stringMatching(/:fail not supported$/) });
      expect(warn.mock.calls.join()).toContain(`device.answers.${call}`);
    });
  });

  it("can't be answered with what is not there", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    await withDevice(async ({ wx, answers }) => {
      answers.actionSheet(1);
      await expect(wx.showActionSheet({ itemList: ["a"] })).rejects.toMatchObject({ errMsg: expect.any(String) });
      answers.modal({ confirm: false });
      await expect(wx.showModal({ showCancel: false })).rejects.toMatchObject({ errMsg: expect.any(String) });
      expect(warn.mock.calls.join()).toMatch(/has no item with index 1.+has no cancel button/s);
    });
  });
});

describe("what was presented", () => {
  it("is listed in order", async () => {
    await withDevice(async ({ wx, answers, presented }) => {
      answers.modal({ confirm: true });
      answers.actionSheet(0);
      await wx.showLoading({ title: "wait" });
      await wx.hideLoading();
      await wx.showModal({ title: "Sure?" });
      await wx.showActionSheet({ itemList: ["a"] });
      expect(presented).toMatchObject([
        { type: "toast", toast: { kind: "loading", title: "wait" } },
        { type: "toast.hide", toast: { title: "wait" } },
        { type: "modal", modal: { title: "Sure?" } },
        { type: "actionSheet", sheet: { items: ["a"] } },
      ]);
    });
  });

  it("tells of a toast whose time was up", async () => {
    await withDevice(async ({ wx, presented }) => {
      await wx.showToast({ title: "soon", duration: 1 });
      await expect.poll(() => presented.length).toBeGreaterThan(1);
      expect(presented.at(-1)).toMatchObject({ type: "toast.hide", toast: { title: "soon" } });
    });
  });
});

describe("a file that is added", () => {
  it("has the extension of its source, or the one that is given", async () => {
    await writeFile(join(folder, "report.pdf"), "text");
    await withDevice(async (device) => {
      expect(await device.addFile(join(folder, "report.pdf"))).toMatch(/^wxfile:\/\/tmp\/\w+\.pdf$/);
      expect(await device.addFile(join(folder, "report.pdf"), "txt")).toMatch(/\.txt$/);
      expect(await device.addFile(Buffer.from("x"), "bin")).toMatch(/\.bin$/);
      await writeFile(join(folder, "LICENSE"), "text");
      expect(await device.addFile(join(folder, "LICENSE"))).toMatch(/^wxfile:\/\/tmp\/\w+$/);
      await expect(device.addFile(Buffer.from("x"))).rejects.toThrow("extension");
      await expect(device.addFile(join(folder, "missing.pdf"))).rejects.toThrow("missing.pdf");
    });
  });

  it("of 200 MiB is uploaded without being held in memory", async () => {
    const size = 200 * MEBIBYTE;
    await writeFile(join(folder, "big.bin"), "");
    await truncate(join(folder, "big.bin"), size);
    await withDevice(async (device) => {
      const path = await device.addFile(join(folder, "big.bin"));
      const before = process.memoryUsage();
      const grown = { rss: 0, arrayBuffers: 0 };
      const { data } = await upload(device, toServer(path), () => {
        const { rss, arrayBuffers } = process.memoryUsage();
        grown.rss = Math.max(grown.rss, rss - before.rss);
        grown.arrayBuffers = Math.max(grown.arrayBuffers, arrayBuffers - before.arrayBuffers);
      });
      expect(JSON.parse(data)).toMatchObject({ files: [{ size }] });
      expect(grown.arrayBuffers).toBeLessThan(8 * MEBIBYTE);
      expect(grown.rss).toBeLessThan(64 * MEBIBYTE);
    });
  });
});

describe("close", () => {
  it("ends what runs and waits, and may be repeated", async () => {
    const device = await createDevice();
    const path = await device.addFile(Buffer.from("text"), "txt");
    const calls = Array.from({ length: 12 }, () => recordCallbacks());
    for (const callbacks of calls) device.wx.uploadFile({ ...toServer(path, "?hold=1"), ...callbacks });
    await server.requests({ open: 10 });
    await Promise.all([device.close(), device.close()]);
    for (const { completed } of calls) expect(await completed).toEqual({ errMsg: "uploadFile:fail abort" });
    await server.requests({ broken: 10 });
  });

  it("leaves no socket, timer or file open", async () => {
    const held = (kind: string): number => process.getActiveResourcesInfo().filter((name) => name === kind).length;
    const kinds = ["TCPSocketWrap", "Timeout", "FSReqCallback", "FSReqPromise", "CloseReq"];
    const before = kinds.map(held);
    const device = await createDevice({ networkTimeout: { uploadFile: 3_600_000 } });
    const small = await device.addFile(Buffer.from("text"), "txt");
    const big = await device.addFile(new Uint8Array(8 * MEBIBYTE), "bin");
    await upload(device, toServer(small));
    await device.wx.showToast({ title: "x", duration: 3_600_000 });
    const callbacks = recordCallbacks();
    const task = device.wx.uploadFile({ ...toServer(big, "?rate=1000000"), ...callbacks });
    await new Promise<void>((resolve) => {
      task.onProgressUpdate(() => resolve());
    });
    await device.close();
    // Leaves the call back of the last file that was removed.
    await new Promise((resolve) => void setImmediate(resolve));
    for (const [index, kind] of kinds.entries()) {
      expect.soft(held(kind), kind).toBeLessThanOrEqual(before[index] ?? 0);
    }
  });

  it("removes its own folder, and of a given one only the temporary files", async () => {
    const dataDir = join(folder, "data");
    const device = await createDevice({ dataDir });
    await device.addFile(Buffer.from("text"), "txt");
    expect(await readdir(join(dataDir, "tmp"))).toHaveLength(1);
    await device.close();
    expect(await readdir(dataDir)).not.toContain("tmp");

    vi.stubEnv("TMPDIR", folder);
    const bare = await createDevice();
    const made = (await readdir(folder)).filter((name) => name.startsWith("minihost-"));
    expect(made).toHaveLength(1);
    await bare.close();
    await expect(access(join(folder, made[0] ?? ""))).rejects.toMatchObject({ code: "ENOENT" });
    vi.unstubAllEnvs();
  });
});

describe("what a device keeps", () => {
  it("is there again on the same folder, and can be uploaded", async () => {
    const dataDir = join(folder, "data");
    let saved = "";
    await withDevice(
      async ({ wx, addFile }) => {
        saved = (await wx.saveFile({ tempFilePath: await addFile(Buffer.from("saved"), "txt") })).savedFilePath;
        wx.getFileSystemManager().writeFileSync("wxfile://usr/猫.txt", "user");
        wx.setStorageSync("key", { a: [1] });
      },
      { dataDir },
    );
    await withDevice(
      async (device) => {
        expect(device.wx.getStorageSync("key")).toEqual({ a: [1] });
        const sizes = [];
        for (const path of [saved, "wxfile://usr/猫.txt", "http://usr/猫.txt"]) {
          const { data } = await upload(device, toServer(path));
          sizes.push((JSON.parse(data) as { files: { size: number }[] }).files[0]?.size);
        }
        expect(sizes).toEqual([5, 4, 4]);
      },
      { dataDir },
    );
  });

  it("is limited as its options say", async () => {
    await withDevice(
      async ({ wx }) => {
        const manager = wx.getFileSystemManager();
        manager.writeFileSync("wxfile://usr/a", "12345");
        expect(() => manager.writeFileSync("wxfile://usr/b", "6")).toThrow("file storage limit is exceeded");
      },
      { limits: { storedBytes: 5 } },
    );
  });

  it("takes a download to a path of the user area", async () => {
    await withDevice(async ({ wx }) => {
      const filePath = "wxfile://usr/photo.jpg";
      const result = await new Promise<object>((success, fail) => {
        wx.downloadFile({
          url: `${serverUrl}/1.jpg`,
          filePath,
          success,
          fail: ({ errMsg }) => fail(new Error(errMsg)),
        });
      });
      expect(result).toMatchObject({ filePath, statusCode: 200 });
      expect(result).not.toHaveProperty("tempFilePath");
      expect(await wx.getImageInfo({ src: filePath })).toMatchObject({ type: "jpeg", path: filePath });
    });
  });

  it("belongs to one device at a time", async () => {
    const dataDir = join(folder, "data");
    await withDevice(
      async () => {
        await expect(createDevice({ dataDir })).rejects.toThrow(
          `The dataDir "${dataDir}" belongs to a device of process ${process.pid}`,
        );
      },
      { dataDir },
    );
    await withDevice(async () => {}, { dataDir });
  });

  it.each([
    "",
    "{",
    "null",
    '{"pid":1}',
    '{"pid":999999999,"started":""}',
    `{"pid":${process.pid},"started":"long ago"}`,
  ])("is taken over from a process that ended: %s", async (lock) => {
    const dataDir = join(folder, "data");
    await mkdir(dataDir);
    await writeFile(join(dataDir, "lock"), lock);
    await withDevice(async () => {}, { dataDir });
    expect(await readdir(dataDir)).not.toContain("lock");
  });

  it("can't be changed any more when it is closed", async () => {
    const dataDir = join(folder, "data");
    const device = await createDevice({ dataDir });
    const manager = device.wx.getFileSystemManager();
    const fd = manager.openSync({ filePath: "wxfile://usr/a", flag: "w" });
    await device.close();
    expect(() => manager.writeFileSync("wxfile://usr/b", "x")).toThrow("permission denied");
    expect(() => manager.writeSync({ fd, data: "x" })).toThrow("permission denied");
    expect(() => device.wx.setStorageSync("a", 1)).toThrow("setStorageSync:fail");
    expect(await readdir(join(dataDir, "usr"))).toEqual(["a"]);
  });

  it("is not reached through a symbolic link, nor does it lead out", async () => {
    const dataDir = join(folder, "data");
    await writeFile(join(folder, "secret.txt"), "secret");
    await withDevice(
      async ({ wx }) => {
        const manager = wx.getFileSystemManager();
        await symlink(folder, join(dataDir, "usr/folder"));
        await symlink(join(folder, "secret.txt"), join(dataDir, "usr/link"));
        for (const path of ["wxfile://usr/link", "wxfile://usr/folder", "wxfile://usr/folder/secret.txt"]) {
          expect(() => manager.readFileSync(path)).toThrow("no such file or directory");
          expect(() => manager.statSync(path)).toThrow("no such file or directory");
          expect(() => manager.copyFileSync(path, "wxfile://usr/copy")).toThrow("no such file or directory");
        }
        expect(() => manager.writeFileSync("wxfile://usr/folder/new", "x")).toThrow("no such file or directory");
        expect(() => manager.writeFileSync("wxfile://usr/link", "x")).toThrow("fail");
        expect(await readFile(join(folder, "secret.txt"), "utf8")).toBe("secret");
        expect(await readdir(folder)).not.toContain("new");
      },
      { dataDir },
    );
  });
});
