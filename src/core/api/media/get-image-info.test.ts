import { describe, expect, it } from "vitest";
import { createMemoryDevice } from "../../../testing/index.ts";

function png(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}

/** A JPEG head: EXIF with one orientation entry, `padding` bytes of comments, then the size. */
function jpeg(width: number, height: number, orientation: number, padding = 0): Uint8Array {
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1];
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  const app1 = [0xff, 0xe1, 0, exif.length + entry.length + 2, ...exif, ...entry];
  const comments: number[] = [];
  for (let left = padding; left > 0; left -= 60_000) {
    comments.push(0xff, 0xfe, (60_002 >> 8) & 255, 60_002 & 255, ...Array.from({ length: 60_000 }, () => 0));
  }
  const size = [0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0];
  return Uint8Array.from([0xff, 0xd8, ...app1, ...comments, ...size, 0xff, 0xd9]);
}

describe("wx.getImageInfo", () => {
  it("tells size, type and path of a local picture", async () => {
    const { wx, ports } = createMemoryDevice();
    ports.files.add("wxfile://tmp/a.png", png(3, 2));
    expect(await wx.getImageInfo({ src: "wxfile://tmp/a.png" })).toEqual({
      width: 3,
      height: 2,
      type: "png",
      orientation: "up",
      path: "wxfile://tmp/a.png",
      errMsg: "getImageInfo:ok",
    });
  });

  it.each([
    [1, "up"],
    [2, "up-mirrored"],
    [3, "down"],
    [4, "down-mirrored"],
    [5, "left-mirrored"],
    [6, "right"],
    [7, "right-mirrored"],
    [8, "left"],
    [9, "up"],
  ])("calls EXIF %i %s, and leaves width and height as they are stored", async (exif, orientation) => {
    const { wx, ports } = createMemoryDevice();
    ports.files.add("wxfile://tmp/a.jpg", jpeg(40, 30, exif));
    expect(await wx.getImageInfo({ src: "http://tmp/a.jpg" })).toMatchObject({
      width: 40,
      height: 30,
      type: "jpeg",
      orientation,
    });
  });

  it("finds the size far behind the start", async () => {
    const { wx, ports } = createMemoryDevice();
    ports.files.add("wxfile://tmp/a.jpg", jpeg(40, 30, 1, 400_000));
    expect(await wx.getImageInfo({ src: "wxfile://tmp/a.jpg" })).toMatchObject({ width: 40, height: 30 });
  });

  it("takes a package path relative to the page, then to the root", async () => {
    const { wx, ports, app } = createMemoryDevice();
    app.pagePath = "pages/a/a";
    ports.files.add("/pages/a/images/a.png", png(1, 1));
    ports.files.add("/images/a.png", png(2, 2));
    ports.files.add("/images/b.png", png(3, 3));
    expect(await wx.getImageInfo({ src: "images/a.png" })).toMatchObject({ width: 1, path: "/pages/a/images/a.png" });
    expect(await wx.getImageInfo({ src: "/images/a.png" })).toMatchObject({ width: 2 });
    expect(await wx.getImageInfo({ src: "../../images/a.png" })).toMatchObject({ width: 2, path: "/images/a.png" });
    expect(await wx.getImageInfo({ src: "images/b.png" })).toMatchObject({ width: 3, path: "/images/b.png" });
  });

  it.each(["wxfile://tmp/missing.png", "missing.png", "../../../outside.png", "data:image/png;base64,AA", ""])(
    "fails for %s",
    async (src) => {
      const { wx, app } = createMemoryDevice();
      app.pagePath = "pages/a/a";
      await expect(wx.getImageInfo({ src })).rejects.toEqual({
        errMsg: "getImageInfo:fail file not found",
        errno: 1300002,
      });
    },
  );

  it.each(["", "no picture", "\u0089PNG"])("fails for a file that holds %j", async (content) => {
    const { wx, ports } = createMemoryDevice();
    ports.files.add("wxfile://tmp/a.png", content);
    await expect(wx.getImageInfo({ src: "wxfile://tmp/a.png" })).rejects.toEqual({
      errMsg: "getImageInfo:fail image decode fail",
    });
  });

  it("fetches a picture on the network into a temporary file", async () => {
    const { wx, ports } = createMemoryDevice();
    const info = wx.getImageInfo({ src: "https://example.com/picture?size=1" });
    const exchange = await ports.http.next();
    expect(exchange.request).toMatchObject({ method: "GET", responseType: "file" });
    exchange.respond({ data: jpeg(5, 4, 1).slice().buffer });
    const { path, width, type } = await info;
    expect({ width, type }).toEqual({ width: 5, type: "jpeg" });
    expect(path).toMatch(/^wxfile:\/\/tmp\/.+\.jpg$/);
    expect(await ports.files.stat(path)).toHaveProperty("sizeBytes");
    expect(ports.files.paths).toEqual([path]);
    expect(ports.inspector.reports.at(-1)).toMatchObject({ api: "getImageInfo", state: "success" });
  });

  it("keeps nothing of what turns out to be no picture", async () => {
    const { wx, ports } = createMemoryDevice();
    const info = wx.getImageInfo({ src: "https://example.com/a.png" });
    (await ports.http.next()).respond({ data: "<html>" });
    await expect(info).rejects.toEqual({ errMsg: "getImageInfo:fail image decode fail" });
    expect(ports.files.paths).toEqual([]);
  });

  it("says why a picture on the network could not be fetched", async () => {
    const { wx, ports } = createMemoryDevice();
    const failureOf = async (end: "status" | "network" | "timeout"): Promise<unknown> => {
      const info = wx.getImageInfo({ src: "https://example.com/a.png" });
      const exchange = await ports.http.next();
      if (end === "status") exchange.respond({ statusCode: 404 });
      if (end === "network") exchange.fail("net::ERR_FAILED");
      if (end === "timeout") ports.clock.advance(60_000);
      return info.catch((error: unknown) => error);
    };
    const fail = "getImageInfo:fail download image fail. reason:";
    expect(await failureOf("status")).toEqual({ errMsg: `${fail} status 404` });
    expect(await failureOf("network")).toEqual({ errMsg: `${fail} net::ERR_FAILED` });
    expect(await failureOf("timeout")).toEqual({ errMsg: `${fail} timeout` });
    expect(ports.files.paths).toEqual([]);
  });
});
