import { describe, expect, it } from "vitest";
import { createFiles } from "../../src/browser/worker/files.ts";
import { createImageCodec } from "../../src/browser/worker/image-codec.ts";

const files = createFiles({ packageUrl: "http://localhost/", fetch, Blob, crypto, XMLHttpRequest });
const codec = createImageCodec(files, { createImageBitmap, OffscreenCanvas, Path2D });

/** A noisy picture, red in its left half and blue in its right, which compresses badly. */
function draw(width: number, height: number): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("No canvas");
  const pixels = context.createImageData(width, height);
  let seed = 1;
  for (let index = 0; index < pixels.data.length; index += 4) {
    seed = (seed * 16807) % 2147483647;
    const isLeft = (index / 4) % width < width / 2;
    pixels.data.set(
      [isLeft ? 200 + (seed % 50) : seed % 50, seed % 60, isLeft ? seed % 50 : 200 + (seed % 50), 255],
      index,
    );
  }
  context.putImageData(pixels, 0, 0);
  return canvas;
}

function encode(canvas: OffscreenCanvas, type: string, quality?: number): Promise<Blob> {
  return canvas.convertToBlob({ type, ...(quality === undefined ? {} : { quality }) });
}

/** Puts an EXIF segment with this orientation behind the start of a JPEG. */
async function rotate(jpeg: Blob, orientation: number, isLittleEndian: boolean): Promise<Blob> {
  const segment = new DataView(new ArrayBuffer(36));
  segment.setUint16(0, 0xffe1);
  segment.setUint16(2, 34);
  segment.setUint32(4, 0x45786966);
  segment.setUint16(10, isLittleEndian ? 0x4949 : 0x4d4d);
  segment.setUint16(12, 42, isLittleEndian);
  segment.setUint32(14, 8, isLittleEndian);
  segment.setUint16(18, 1, isLittleEndian);
  segment.setUint16(20, 0x0112, isLittleEndian);
  segment.setUint16(22, 3, isLittleEndian);
  segment.setUint32(24, 1, isLittleEndian);
  segment.setUint16(28, orientation, isLittleEndian);
  const bytes = await jpeg.arrayBuffer();
  // In one piece: Firefox sees no picture in a Blob whose first part has two bytes.
  const rotated = await new Blob([bytes.slice(0, 2), segment, bytes.slice(2)]).arrayBuffer();
  return new Blob([rotated], { type: "image/jpeg" });
}

async function look(path: string) {
  const blob = await files.blob(path);
  const bytes = await blob.arrayBuffer();
  // Without a type, so that the browser goes by the bytes; as they are stored, so that a leftover rotation would be seen.
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext("2d");
  context?.drawImage(bitmap, 0, 0);
  const pixel = (x: number, y: number): number[] => [...(context?.getImageData(x, y, 1, 1).data ?? [])];
  return { bytes: new Uint8Array(bytes), sizeBytes: blob.size, width: bitmap.width, height: bitmap.height, pixel };
}

const start = (bytes: Uint8Array, length: number): number[] => Array.from(bytes.subarray(0, length));
const isRed = ([red = 0, , blue = 0]: number[]): boolean => red > 150 && blue < 100;

describe("image codec of a browser", () => {
  it("makes a JPEG smaller, in bytes and no longer than the longest side", async () => {
    const source = files.adopt(await encode(draw(400, 200), "image/jpeg", 0.95), "jpg");
    const path = await codec.compress(source, { quality: 60, maxSidePixels: 100 });
    const before = await look(source);
    const after = await look(path);
    expect(path).toMatch(/^wxfile:\/\/tmp\/.+\.jpg$/);
    expect(path).not.toBe(source);
    expect([after.width, after.height]).toEqual([100, 50]);
    expect(after.sizeBytes).toBeLessThan(before.sizeBytes / 4);
    expect(start(after.bytes, 2)).toEqual([0xff, 0xd8]);
  });

  it("keeps the size of a picture that is small enough", async () => {
    const source = files.adopt(await encode(draw(40, 20), "image/jpeg", 1), "jpg");
    const { width, height } = await look(await codec.compress(source, { quality: 50, maxSidePixels: 100 }));
    expect([width, height]).toEqual([40, 20]);
  });

  it("obeys the quality", async () => {
    const source = files.adopt(await encode(draw(200, 200), "image/png"), "png");
    const jpeg = files.adopt(await encode(draw(200, 200), "image/jpeg", 1), "jpg");
    const low = await look(await codec.compress(jpeg, { quality: 10 }));
    const high = await look(await codec.compress(jpeg, { quality: 90 }));
    expect(low.sizeBytes).toBeLessThan(high.sizeBytes);
    await expect(look(await codec.compress(source, { quality: 10 }))).resolves.toMatchObject({ width: 200 });
  });

  it.each([true, false])("stores the pixels upright (little endian: %s)", async (isLittleEndian) => {
    // Orientation 6: the stored left edge is the top of the picture.
    const rotated = await rotate(await encode(draw(80, 40), "image/jpeg", 0.3), 6, isLittleEndian);
    const { width, height, pixel } = await look(await codec.compress(files.adopt(rotated, "jpg"), { quality: 90 }));
    expect([width, height]).toEqual([40, 80]);
    expect(isRed(pixel(20, 10))).toBe(true);
    expect(isRed(pixel(20, 70))).toBe(false);
  });

  it("does not make a well compressed picture larger", async () => {
    const jpeg = await encode(draw(200, 200), "image/jpeg", 0.2);
    const source = files.adopt(jpeg, "jpg");
    const path = await codec.compress(source, { quality: 95 });
    expect(path).not.toBe(source);
    expect((await files.stat(path)).sizeBytes).toBe(jpeg.size);
  });

  it("leaves PNG a PNG with its transparency", async () => {
    const canvas = new OffscreenCanvas(300, 300);
    canvas.getContext("2d")?.fillRect(0, 0, 150, 300);
    const source = files.adopt(await encode(canvas, "image/png"), "png");
    const path = await codec.compress(source, { quality: 80, maxSidePixels: 30 });
    const { bytes, width, pixel } = await look(path);
    expect(path).toMatch(/\.png$/);
    expect(start(bytes, 4)).toEqual([0x89, 0x50, 0x4e, 0x47]);
    expect(width).toBe(30);
    expect(pixel(28, 15)[3]).toBe(0);
  });

  it("makes JPEG of WebP, white where it was transparent", async () => {
    const canvas = new OffscreenCanvas(30, 30);
    canvas.getContext("2d");
    const source = files.adopt(await encode(canvas, "image/webp"), "webp");
    const path = await codec.compress(source, { quality: 80 });
    const { bytes, pixel } = await look(path);
    expect(path).toMatch(/\.jpg$/);
    expect(start(bytes, 2)).toEqual([0xff, 0xd8]);
    expect(pixel(15, 15)).toEqual([255, 255, 255, 255]);
  });

  it("goes by the bytes, not by the name", async () => {
    const source = files.adopt(await encode(draw(20, 20), "image/png"), "jpg");
    expect(await codec.compress(source, { quality: 80 })).toMatch(/\.png$/);
  });

  it.each([
    ["text", new Blob(["no picture"])],
    ["nothing", new Blob([])],
    ["the start of a JPEG", new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff])])],
  ])("rejects with invalid-data for %s", async (_name, blob) => {
    await expect(codec.compress(files.adopt(blob, "jpg"), { quality: 80 })).rejects.toMatchObject({
      name: "HostError",
      code: "invalid-data",
    });
  });

  it("rejects with not-found for a path that leads to no file", async () => {
    await expect(codec.compress("wxfile://tmp/none.jpg", { quality: 80 })).rejects.toMatchObject({ code: "not-found" });
  });
});
