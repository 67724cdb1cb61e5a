import sharp from "sharp";
import { describe, expect, it, onTestFinished } from "vitest";
import { createDevice, type Device } from "../../src/node/index.ts";
import { recordCallbacks } from "../../src/testing/index.ts";
import { nameColour, samplePhoto } from "../support/sample-photo.ts";
import { editImageSuite, type EditImageHost } from "./edit-image.suite.ts";

async function createHost(): Promise<EditImageHost> {
  const device = await createDevice();
  const { wx, answers } = device;
  return {
    wx,
    add: (bytes, extension) => device.addFile(bytes, extension),
    read: async (path) => new Uint8Array(wx.getFileSystemManager().readFileSync(path) as ArrayBuffer),
    async decode(bytes) {
      const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
      const { width, height, channels } = info;
      const at = (x: number, y: number): string => nameColour(data.subarray((y * width + x) * channels).subarray(0, 3));
      return { width, height, at };
    },
    toPng: async (bytes) => Uint8Array.from(await sharp(bytes).autoOrient().png().toBuffer()),
    answerCrop(answer) {
      if (answer !== "done") answers.cropImage(answer);
    },
    answerEdit: (answer) => answers.editImage(answer),
    close: () => device.close(),
  };
}

describe("Node host", () => {
  editImageSuite(createHost);

  const start = async (): Promise<{ device: Device; src: string }> => {
    const device = await createDevice();
    onTestFinished(() => device.close());
    return { device, src: await device.addFile(await samplePhoto(1), "jpg") };
  };

  it.each([
    { left: 100, top: 0, width: 80, height: 80 },
    { left: 0, top: 0, width: 80, height: 40 },
    { left: 0, top: 0, width: 0, height: 0 },
    { left: 0.5, top: 0, width: 40, height: 40 },
  ])("takes no crop that a person could not choose: %o", async (crop) => {
    const { device, src } = await start();
    device.answers.cropImage(crop);
    const { fail, completed, complete } = recordCallbacks();
    device.wx.cropImage({ src, cropScale: "1:1", fail, complete });
    expect(await completed).toEqual({ errMsg: "cropImage:fail not supported", errno: 100 });
  });

  it.each([
    { quarterTurns: 4 },
    { crop: { left: 0, top: 0, width: 161, height: 80 } },
    { strokes: [{ colour: "red", widthPixels: 1, points: [{ x: 1, y: 1 }] }] },
  ])("takes no edit that a person could not make: %o", async (answer) => {
    const { device, src } = await start();
    device.answers.editImage(answer);
    const { fail, completed, complete } = recordCallbacks();
    device.wx.editImage({ src, fail, complete });
    expect(await completed).toEqual({ errMsg: "editImage:fail not supported", errno: 100 });
  });
});
