import { describe, expect, it, vi } from "vitest";
import { createMemoryDevice } from "../../../testing/index.ts";

const original = { path: "wxfile://tmp/a.jpg", sizeBytes: 100 };

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
    const { wx, ports } = createMemoryDevice();
    const chosen = wx.chooseImage({ count: 1 });
    (await ports.picker.next()).answer({
      images: [original, { path: "wxfile://tmp/b.jpg", sizeBytes: 2 }],
      isCompressed: false,
    });
    expect(await chosen).toEqual({
      tempFilePaths: [original.path],
      tempFiles: [{ path: original.path, size: 100 }],
      errMsg: "chooseImage:ok",
    });
  });

  it("really re-encodes what is wanted compressed, but never a GIF", async () => {
    const { wx, ports } = createMemoryDevice();
    ports.files.add("wxfile://tmp/small.jpg", "small");
    const chosen = wx.chooseImage({ sizeType: ["compressed"] });
    const gif = { path: "wxfile://tmp/b.GIF", sizeBytes: 7 };
    (await ports.picker.next()).answer({ images: [original, gif], isCompressed: true });
    const compression = await ports.imageCodec.next();
    expect(compression.asked).toEqual({ path: original.path, quality: 80, maxSidePixels: 1440 });
    compression.answer("wxfile://tmp/small.jpg");
    expect(await chosen).toMatchObject({
      tempFilePaths: ["wxfile://tmp/small.jpg", gif.path],
      tempFiles: [
        { path: "wxfile://tmp/small.jpg", size: 5 },
        { path: gif.path, size: 7 },
      ],
    });
  });

  it("fails with not supported where compressed pictures are wanted and the host has no codec", async () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const { wx, ports } = createMemoryDevice();
    const chosen = wx.chooseImage({ sizeType: ["compressed"] });
    (await ports.picker.next()).answer({ images: [original], isCompressed: true });
    (await ports.imageCodec.next()).fail("not-supported");
    await expect(chosen).rejects.toEqual({ errMsg: "chooseImage:fail not supported", errno: 100 });
    vi.restoreAllMocks();
  });

  it("fails with cancel when the person closes the picker", async () => {
    const { wx, ports } = createMemoryDevice();
    const chosen = wx.chooseImage({});
    (await ports.picker.next()).fail("cancelled");
    await expect(chosen).rejects.toMatchObject({ errMsg: "chooseImage:fail cancel" });
  });
});
