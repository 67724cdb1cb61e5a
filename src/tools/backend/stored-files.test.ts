import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStoredFiles } from "./stored-files.ts";

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "minihost-stored-files-"));
});
afterEach(() => rm(dir, { recursive: true }));

async function* breakAfter(chunk: Buffer): AsyncGenerator<Buffer, void, undefined> {
  yield chunk;
  throw new Error("The connection broke");
}

describe("stored files", () => {
  it("keep nothing of streams that break while their files are being made", async () => {
    const storedFiles = await openStoredFiles(dir);
    // The file is made meanwhile, in a thread: only many tries meet the moment.
    for (let count = 0; count < 500; count += 1) {
      const bytes = Readable.from(breakAfter(Buffer.from("abc")));
      await expect(storedFiles.receive(bytes, "a.bin", "image/png")).rejects.toThrow("The connection broke");
    }
    expect(await readdir(dir)).toEqual([]);
  });

  it("keep nothing that is discarded", async () => {
    const storedFiles = await openStoredFiles(dir);
    const arrived = await storedFiles.receive(Readable.from([Buffer.from("abc")]), "a.bin", "image/png");
    expect(await readdir(dir)).toHaveLength(1);
    await arrived.discard();
    expect(await readdir(dir)).toEqual([]);
  });

  it("find what is kept, by its id", async () => {
    const storedFiles = await openStoredFiles(join(dir, "new", "folder"));
    const arrived = await storedFiles.receive(Readable.from([Buffer.from("abc")]), "猫.png", "image/png");
    const kept = await arrived.keep();
    expect(kept).toMatchObject({ filename: "猫.png", contentType: "image/png", size: 3 });
    expect(await storedFiles.find(kept.id)).toEqual(kept);
  });
});
