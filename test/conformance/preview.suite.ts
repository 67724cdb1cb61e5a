import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Wx } from "../../src/core/api/index.ts";
import { sampleVideo } from "../support/sample-video.ts";
import { samplePng } from "./sample-bytes.ts";

/** What a person sees of a preview. */
export interface SeenPreview {
  /** Kind of the item that is shown. */
  kind: "image" | "video";
  /** Counted from 0. */
  index: number;
  count: number;
}

/** A device with a viewer. */
export interface PreviewHost {
  readonly wx: Pick<Wx, "previewImage" | "previewMedia">;
  /** Makes a temporary file. */
  add(bytes: Uint8Array<ArrayBuffer>, extension: string): Promise<string>;
  /** What the person sees now; `undefined` when no preview is open. */
  seen(): Promise<SeenPreview | undefined>;
  /** Lets the person close it, and resolves when it is closed. */
  closePreview(): Promise<void>;
  close(): Promise<void>;
}

/** The contract of `wx.previewImage` and `wx.previewMedia`. */
export function previewSuite(create: () => Promise<PreviewHost>): void {
  let host: PreviewHost;
  let urls: string[];
  beforeEach(async () => {
    host = await create();
    urls = [await host.add(samplePng(3, 3), "png"), await host.add(samplePng(4, 4), "png"), "wxfile://tmp/none.png"];
  });
  afterEach(() => host.close());

  describe("previewImage", () => {
    it.each([
      ["nothing", () => undefined, 0],
      ["a URL of the list", () => urls[1], 1],
      ["a URL that is not in the list", () => "wxfile://tmp/other.png", 0],
      ["an index", () => 2, 2],
      ["an index that there is none of", () => 3, 0],
      ["an index below 0", () => -1, 0],
    ])("begins where current says: %s", async (_name, current, index) => {
      expect(await host.wx.previewImage({ urls, current: current() })).toEqual({ errMsg: "previewImage:ok" });
      expect(await host.seen()).toEqual({ kind: "image", index, count: 3 });
      await host.closePreview();
      expect(await host.seen()).toBeUndefined();
    });

    it("shows one picture at a time, and the latest call wins", async () => {
      await host.wx.previewImage({ urls: urls.slice(0, 1) });
      await host.wx.previewImage({ urls });
      expect(await host.seen()).toEqual({ kind: "image", index: 0, count: 3 });
    });

    it.each([
      [{}, "parameter.urls should be Array instead of Undefined;"],
      [{ urls: [] }, "parameter.urls should have at least 1 item;"],
      [{ urls: [1] }, "parameter.urls[0] should be String instead of Number;"],
      [{ urls: "a.png" }, "parameter.urls should be Array instead of String;"],
    ])("refuses %j, and shows nothing", async (options, reason) => {
      // @ts-expect-error: the platform checks it at run time.
      await expect(host.wx.previewImage(options)).rejects.toMatchObject({
        errMsg: `previewImage:fail parameter error: ${reason}`,
      });
      expect(await host.seen()).toBeUndefined();
    });
  });

  describe("previewMedia", () => {
    it("shows videos and pictures, and begins at an index", async () => {
      const video = await host.add(await sampleVideo(), "mp4");
      const sources = [{ url: urls[0] ?? "" }, { url: video, type: "video", poster: urls[1] }];
      expect(await host.wx.previewMedia({ sources, current: 1 })).toEqual({ errMsg: "previewMedia:ok" });
      expect(await host.seen()).toEqual({ kind: "video", index: 1, count: 2 });
      await host.closePreview();
      await host.wx.previewMedia({ sources });
      expect(await host.seen()).toEqual({ kind: "image", index: 0, count: 2 });
    });

    it("refuses sources without a URL", async () => {
      // @ts-expect-error: the platform checks it at run time.
      await expect(host.wx.previewMedia({ sources: [{ type: "video" }] })).rejects.toMatchObject({
        errMsg: "previewMedia:fail parameter error: parameter.sources[0].url should be String instead of Undefined;",
      });
    });
  });
}
