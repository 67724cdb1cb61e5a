import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp, { type Metadata, type Sharp } from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HostError, type ImageCodecPort } from "../../core/ports/index.ts";
import { createFiles, type LocalFiles } from "./files.ts";
import { createImageCodec } from "./image-codec.ts";

let folder: string;
let files: LocalFiles;
let codec: ImageCodecPort;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "minihost-codec-"));
  files = await createFiles({ dataDir: folder });
  codec = createImageCodec(files);
});
afterEach(() => rm(folder, { recursive: true }));

/** A noisy picture, which compresses badly. */
function noise(width: number, height: number): Sharp {
  return sharp({
    create: { width, height, channels: 3, background: "black", noise: { type: "gaussian", mean: 128, sigma: 60 } },
  });
}

async function add(bytes: Uint8Array, extension: string): Promise<string> {
  return files.createTemporary(Uint8Array.from(bytes).buffer, extension);
}

async function look(path: string): Promise<Metadata & { sizeBytes: number }> {
  const bytes = await files.read(path);
  return { ...(await sharp(new Uint8Array(bytes)).metadata()), sizeBytes: bytes.byteLength };
}

describe("image codec of Node", () => {
  it("makes a JPEG smaller, in bytes and no longer than the longest side", async () => {
    const source = await add(await noise(400, 200).jpeg({ quality: 95 }).toBuffer(), "jpg");
    const path = await codec.compress(source, { quality: 60, maxSidePixels: 100 });
    const { width, height, format, sizeBytes } = await look(path);
    expect(path).toMatch(/^wxfile:\/\/tmp\/.+\.jpg$/);
    expect([width, height, format]).toEqual([100, 50, "jpeg"]);
    expect(sizeBytes).toBeLessThan((await look(source)).sizeBytes / 4);
  });

  it("keeps the size of a picture that is small enough, and obeys the quality", async () => {
    const source = await add(await noise(80, 40).jpeg({ quality: 100 }).toBuffer(), "jpg");
    const low = await look(await codec.compress(source, { quality: 0, maxSidePixels: 80 }));
    const high = await look(await codec.compress(source, { quality: 90 }));
    expect([low.width, low.height]).toEqual([80, 40]);
    expect(low.sizeBytes).toBeLessThan(high.sizeBytes);
  });

  it("stores the pixels upright", async () => {
    const source = await add(await noise(80, 40).jpeg().withMetadata({ orientation: 6 }).toBuffer(), "jpg");
    const { width, height, orientation = 1 } = await look(await codec.compress(source, { quality: 80 }));
    expect([width, height, orientation]).toEqual([40, 80, 1]);
  });

  it("does not make a well compressed picture larger", async () => {
    const bytes = await noise(200, 200).jpeg({ quality: 20 }).toBuffer();
    const path = await codec.compress(await add(bytes, "jpg"), { quality: 95 });
    expect(Buffer.from(await files.read(path))).toEqual(bytes);
  });

  it("leaves PNG a PNG with its transparency", async () => {
    const source = await add(await noise(300, 300).ensureAlpha(0.5).png().toBuffer(), "png");
    const path = await codec.compress(source, { quality: 80, maxSidePixels: 30 });
    expect(path).toMatch(/\.png$/);
    expect(await look(path)).toMatchObject({ format: "png", hasAlpha: true, width: 30 });
  });

  it("makes JPEG of WebP, white where it was transparent", async () => {
    const clear = { create: { width: 10, height: 10, channels: 4, background: "#0000" } } as const;
    const path = await codec.compress(await add(await sharp(clear).webp().toBuffer(), "webp"), { quality: 80 });
    expect(path).toMatch(/\.jpg$/);
    const { dominant } = await sharp(new Uint8Array(await files.read(path))).stats();
    expect(Math.min(dominant.r, dominant.g, dominant.b)).toBeGreaterThan(240);
  });

  it.each([
    ["text", Buffer.from("no picture")],
    ["nothing", Buffer.alloc(0)],
    ["the start of a JPEG", Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff])],
  ])("rejects with invalid-data for %s", async (_name, bytes) => {
    const compressing = codec.compress(await add(bytes, "jpg"), { quality: 80 });
    await expect(compressing).rejects.toMatchObject({ name: "HostError", code: "invalid-data" });
  });

  it("rejects with not-found for a path that leads to no file", async () => {
    await expect(codec.compress("wxfile://tmp/none.jpg", { quality: 80 })).rejects.toMatchObject({ code: "not-found" });
  });

  it("rejects with not-supported without the package that does the work", async () => {
    const bare = createImageCodec(files, () => Promise.reject(new HostError("not-supported", "absent")));
    const source = await add(await noise(8, 8).jpeg().toBuffer(), "jpg");
    await expect(bare.compress(source, { quality: 80 })).rejects.toMatchObject({ code: "not-supported" });
  });
});
