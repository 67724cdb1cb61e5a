import { afterEach, beforeEach, expect, it } from "vitest";
import type { Wx } from "../../src/core/api/index.ts";
import { recordCallbacks } from "../../src/testing/index.ts";
import { samplePng } from "./sample-bytes.ts";

/** A device whose person does what the test says. */
export interface ChooseImageHost {
  readonly wx: Pick<Wx, "chooseImage" | "getImageInfo">;
  /** Lets the person choose these PNG pictures, unchanged and in this order, when the picker opens next. */
  choose(pictures: readonly Uint8Array<ArrayBuffer>[]): void;
  /** Lets the person close the picker that opens next. */
  cancel(): void;
  close(): Promise<void>;
}

/** The contract of `wx.chooseImage`, and of the temporary files that it makes. */
export function chooseImageSuite(create: () => Promise<ChooseImageHost>): void {
  let host: ChooseImageHost;

  beforeEach(async () => {
    host = await create();
  });
  afterEach(() => host.close());

  const original = { sizeType: ["original"], sourceType: ["album"] };
  const pictures = [samplePng(1, 10), samplePng(2, 20), samplePng(3, 30)];

  async function widths(paths: readonly string[]): Promise<number[]> {
    const infos = await Promise.all(paths.map((src) => host.wx.getImageInfo({ src })));
    return infos.map(({ width }) => width);
  }

  it("makes a temporary file of each picture, in the order of selection", async () => {
    host.choose(pictures);
    const { tempFilePaths, tempFiles, errMsg } = await host.wx.chooseImage(original);
    expect(errMsg).toBe("chooseImage:ok");
    expect(tempFiles).toEqual(tempFilePaths.map((path) => ({ path, size: pictures[0]?.byteLength })));
    expect(await widths(tempFilePaths)).toEqual([1, 2, 3]);
    for (const path of tempFilePaths) expect(path).toMatch(/^wxfile:\/\/tmp\/.+\.png$/);
    expect(new Set(tempFilePaths).size).toBe(3);
  });

  it("never hands over more than count", async () => {
    host.choose(pictures);
    const { tempFilePaths, tempFiles } = await host.wx.chooseImage({ ...original, count: 2 });
    expect(await widths(tempFilePaths)).toEqual([1, 2]);
    expect(tempFiles).toHaveLength(2);
  });

  it("gives each choice files of its own", async () => {
    host.choose(pictures.slice(0, 1));
    const first = await host.wx.chooseImage(original);
    host.choose(pictures.slice(1, 2));
    const second = await host.wx.chooseImage(original);
    expect(first.tempFilePaths).not.toEqual(second.tempFilePaths);
    expect(await widths([...first.tempFilePaths, ...second.tempFilePaths])).toEqual([1, 2]);
  });

  it("fails with cancel, then completes, when the person closes the picker", async () => {
    host.cancel();
    const callbacks = recordCallbacks();
    host.wx.chooseImage({ ...original, ...callbacks });
    expect(await callbacks.completed).toEqual({ errMsg: "chooseImage:fail cancel", errno: 1 });
    expect(callbacks.calls.map(([name]) => name)).toEqual(["fail", "complete"]);
  });
}
