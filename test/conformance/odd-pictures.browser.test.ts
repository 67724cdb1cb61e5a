import { afterEach, beforeEach, describe, vi } from "vitest";
import { inFirefox } from "../support/browser-differences.ts";
import { nameColour } from "../support/sample-photo.ts";
import { oddPicturesSuite, type OddPicturesHost } from "./odd-pictures.suite.ts";
import { createPageHost } from "./page-host.ts";

// Stands in for the browser's file dialog, which can't be reached from a page.
let chosen: File;

async function createHost(): Promise<OddPicturesHost> {
  const { wx, adopt, read, close } = createPageHost();
  return {
    wx,
    add: async (bytes, extension) => adopt(new Blob([bytes]), extension),
    choose(bytes) {
      chosen = new File([bytes], "photo.jpg", { type: "image/jpeg" });
    },
    read: async (path) => new Uint8Array(await (await read(path)).arrayBuffer()),
    async quarters(bytes) {
      const picture = await createImageBitmap(new Blob([bytes]), { imageOrientation: "none" });
      const { width, height } = picture;
      const context = new OffscreenCanvas(width, height).getContext("2d");
      if (context === null) throw new Error("No canvas");
      context.drawImage(picture, 0, 0);
      const at = (x: number, y: number): string =>
        nameColour(context.getImageData(Math.floor(width * x), Math.floor(height * y), 1, 1).data);
      return [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)];
    },
    close,
  };
}

describe("a page", () => {
  beforeEach(() => {
    vi.spyOn(HTMLInputElement.prototype, "showPicker").mockImplementation(function (this: HTMLInputElement) {
      const transfer = new DataTransfer();
      transfer.items.add(chosen);
      this.files = transfer.files;
      this.dispatchEvent(new Event("change"));
    });
  });
  afterEach(() => vi.restoreAllMocks());

  oddPicturesSuite(createHost, { showsParts: inFirefox("Firefox shows what there is of a JPEG that ends early") });
});
