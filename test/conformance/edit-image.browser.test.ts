import { describe } from "vitest";
import { nameColour } from "../support/sample-photo.ts";
import { editImageSuite, type EditImageHost } from "./edit-image.suite.ts";
import { cropOnScreen, editOnScreen } from "./editing-person.ts";
import { createPageHost } from "./page-host.ts";

async function draw(bytes: Uint8Array<ArrayBuffer>, imageOrientation: "none" | "from-image"): Promise<OffscreenCanvas> {
  const picture = await createImageBitmap(new Blob([bytes]), { imageOrientation });
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext("2d")?.drawImage(picture, 0, 0);
  return canvas;
}

async function createHost(): Promise<EditImageHost> {
  const host = createPageHost();
  const { wx, adopt, read, close } = host;
  // The person does one thing after another.
  let work: Promise<void> = Promise.resolve();
  return {
    wx,
    add: async (bytes, extension) => adopt(new Blob([bytes]), extension),
    read: async (path) => new Uint8Array(await (await read(path)).arrayBuffer()),
    async decode(bytes) {
      const canvas = await draw(bytes, "none");
      const { width, height } = canvas;
      const pixels = canvas.getContext("2d")?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
      return { width, height, at: (x, y) => nameColour(pixels.subarray((y * width + x) * 4).subarray(0, 3)) };
    },
    async toPng(bytes) {
      const picture = await (await draw(bytes, "from-image")).convertToBlob();
      return new Uint8Array(await picture.arrayBuffer());
    },
    answerCrop(answer) {
      work = work.then(() => cropOnScreen(host, answer));
    },
    answerEdit(answer) {
      work = work.then(() => editOnScreen(host, answer));
    },
    async close() {
      await work;
      await close();
    },
  };
}

describe("a page", () => editImageSuite(createHost));
