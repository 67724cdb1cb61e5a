import { describe, expect, it, vi } from "vitest";
import { createMemoryDevice } from "../../../testing/index.ts";

const original = { path: "wxfile://tmp/a.jpg", sizeBytes: 100, kind: "image" } as const;
const other = { path: "wxfile://tmp/b.jpg", sizeBytes: 50, kind: "image" } as const;
const FULL = "chooseImage:fail the maximum size of the file storage limit is exceeded";

/** A device whose picker made files of two pictures. */
function createDeviceWithPictures(temporaryBytes?: number): ReturnType<typeof createMemoryDevice> {
  const device = createMemoryDevice(temporaryBytes === undefined ? {} : { limits: { temporaryBytes } });
  for (const { path, sizeBytes } of [original, other]) device.ports.files.add(path, new Uint8Array(sizeBytes));
  return device;
}

describe("wx.chooseImage", () => {
  it.each([
    [{}, { count: 9, sources: ["album", "camera"], sizes: ["original", "compressed"] }],
    [{ count: 0 }, { count: 1 }],
    [{ count: 2.9 }, { count: 2 }],
    [{ count: 99 }, { count: 20 }],
    [{ count: Number.NaN }, { count: 1 }],
    [{ sizeType: ["compressed"] }, { sizes: ["compressed"] }],
    [{ sizeType: "original" }, { sizes: ["original"] }],
    [{ sizeType: [] }, { sizes: ["original", "compressed"] }],
    [{ sizeType: ["huge"] }, { sizes: ["original", "compressed"] }],
    [{ sourceType: ["camera"] }, { sources: ["camera"] }],
    [{ sourceType: "album" }, { sources: ["album"] }],
  ])("asks the person with %o", async (options, choice) => {
    const { wx, ports } = createMemoryDevice();
    void wx.chooseImage(options);
    expect((await ports.picker.next()).asked).toMatchObject(choice);
  });

  it("resolves with paths and sizes, at most as many as were asked for", async () => {
    const { wx, ports } = createDeviceWithPictures();
    const chosen = wx.chooseImage({ count: 1 });
    (await ports.picker.next()).answer({ items: [original, other], isCompressed: false });
    expect(await chosen).toEqual({
      tempFilePaths: [original.path],
      tempFiles: [{ path: original.path, size: 100 }],
      errMsg: "chooseImage:ok",
    });
  });

  it("really re-encodes what is wanted compressed, and keeps no original", async () => {
    const { wx, ports } = createDeviceWithPictures();
    const chosen = wx.chooseImage({ sizeType: ["compressed"] });
    (await ports.picker.next()).answer({ items: [original, other], isCompressed: true });
    const first = await ports.imageCodec.next();
    expect(first.asked).toEqual({ path: original.path, quality: 80, maxSidePixels: 1440 });
    ports.files.add("wxfile://tmp/small.jpg", "small");
    first.answer("wxfile://tmp/small.jpg");
    const second = await ports.imageCodec.next();
    ports.files.add("wxfile://tmp/tiny.jpg", "one");
    second.answer("wxfile://tmp/tiny.jpg");
    expect(await chosen).toMatchObject({
      tempFiles: [
        { path: "wxfile://tmp/small.jpg", size: 5 },
        { path: "wxfile://tmp/tiny.jpg", size: 3 },
      ],
    });
    expect(ports.files.paths).toEqual(["wxfile://tmp/small.jpg", "wxfile://tmp/tiny.jpg"]);
  });

  it("keeps none of the pictures when temporary files would have too many bytes with them", async () => {
    const { wx, ports } = createDeviceWithPictures(150);
    ports.files.add("wxfile://tmp/before", "1");
    const chosen = wx.chooseImage({});
    (await ports.picker.next()).answer({ items: [original, other], isCompressed: false });
    await expect(chosen).rejects.toEqual({ errMsg: FULL, errno: 1300202 });
    expect(ports.files.paths).toEqual(["wxfile://tmp/before"]);
  });

  it("takes pictures for which there is just room, however often files came and went", async () => {
    const { wx, ports } = createDeviceWithPictures(150);
    for (let round = 0; round < 3; round += 1) {
      for (const { path, sizeBytes } of [original, other]) ports.files.add(path, new Uint8Array(sizeBytes));
      const chosen = wx.chooseImage({});
      (await ports.picker.next()).answer({ items: [original, other], isCompressed: false });
      await expect(chosen).resolves.toMatchObject({ errMsg: "chooseImage:ok" });
      for (const { path } of [original, other]) await ports.files.remove(path);
    }
  });

  it("keeps neither originals nor copies when there are too many bytes with a copy", async () => {
    const { wx, ports } = createDeviceWithPictures(160);
    const chosen = wx.chooseImage({});
    (await ports.picker.next()).answer({ items: [original, other], isCompressed: true });
    for (const [path, size] of [
      ["wxfile://tmp/1.jpg", 7],
      ["wxfile://tmp/2.jpg", 8],
    ] as const) {
      const compression = await ports.imageCodec.next();
      ports.files.add(path, new Uint8Array(size));
      compression.answer(path);
    }
    await expect(chosen).rejects.toEqual({ errMsg: FULL, errno: 1300202 });
    expect(ports.files.paths).toEqual([]);
  });

  it.each([
    ["invalid-data", { errMsg: "chooseImage:fail invalid data" }],
    ["quota", { errMsg: FULL, errno: 1300202 }],
  ] as const)("keeps nothing when a picture can't be re-encoded: %s", async (code, failure) => {
    const { wx, ports } = createDeviceWithPictures();
    const chosen = wx.chooseImage({});
    (await ports.picker.next()).answer({ items: [original, other], isCompressed: true });
    const first = await ports.imageCodec.next();
    ports.files.add("wxfile://tmp/small.jpg", "small");
    first.answer("wxfile://tmp/small.jpg");
    (await ports.imageCodec.next()).fail(code);
    await expect(chosen).rejects.toEqual(failure);
    expect(ports.files.paths).toEqual([]);
  });

  it("fails with not supported where compressed pictures are wanted and the host has no codec", async () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const { wx, ports } = createDeviceWithPictures();
    const chosen = wx.chooseImage({ sizeType: ["compressed"] });
    (await ports.picker.next()).answer({ items: [original], isCompressed: true });
    (await ports.imageCodec.next()).fail("not-supported");
    await expect(chosen).rejects.toEqual({ errMsg: "chooseImage:fail not supported", errno: 100 });
    vi.restoreAllMocks();
  });

  it("says that the system refuses the camera", async () => {
    const { wx, ports } = createMemoryDevice();
    const chosen = wx.chooseImage({ sourceType: ["camera"] });
    (await ports.picker.next()).fail("denied");
    await expect(chosen).rejects.toEqual({ errMsg: "chooseImage:fail system permission denied", errno: 3 });
  });

  it("fails with cancel when the person closes the picker", async () => {
    const { wx, ports } = createMemoryDevice();
    const chosen = wx.chooseImage({});
    (await ports.picker.next()).fail("cancelled");
    await expect(chosen).rejects.toMatchObject({ errMsg: "chooseImage:fail cancel" });
  });
});
