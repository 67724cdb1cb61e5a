import { readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { createDevice, type Device } from "../../src/node/index.ts";
import { sampleVideo } from "../support/sample-video.ts";
import { chooseMediaSuite, type ChooseMediaHost } from "./choose-media.suite.ts";
import { samplePng } from "./sample-bytes.ts";

const CLIP = fileURLToPath(new URL("../fixtures/media/clip.mp4", import.meta.url));

async function createHost(): Promise<ChooseMediaHost> {
  const dataDir = await mkdtemp(join(tmpdir(), "minihost-choose-"));
  const device = await createDevice({ dataDir });
  const { wx, album, answers } = device;
  return {
    wx,
    choose(files) {
      album.clear();
      for (const { bytes } of files) album.add(bytes);
    },
    cancel: () => answers.chooseImage("cancel"),
    temporaries: () => readdirSync(join(dataDir, "tmp")),
    async close() {
      await device.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

describe("Node host", () => {
  chooseMediaSuite(createHost, { hasNoThumbnails: "there is no decoder of videos" });

  describe("its camera", () => {
    async function open(): Promise<Device> {
      const device = await createDevice();
      onTestFinished(() => device.close());
      return device;
    }
    const camera = { sourceType: ["camera"] };

    it("takes what a script put in front of it, once each, by kind", async () => {
      const { wx, camera: lens } = await open();
      lens.add(CLIP);
      lens.add(samplePng(7, 7));
      const picture = await wx.chooseImage({ ...camera, sizeType: ["original"] });
      expect(await wx.getImageInfo({ src: picture.tempFilePaths[0] ?? "" })).toMatchObject({ width: 7 });
      const { tempFiles } = await wx.chooseMedia(camera);
      expect(tempFiles).toMatchObject([{ fileType: "video", size: (await sampleVideo()).length }]);
      await expect(wx.chooseMedia(camera)).rejects.toEqual({ errMsg: "chooseMedia:fail not supported", errno: 100 });
    });

    it("is used where the app lets the person decide, and they do", async () => {
      const { wx, camera: lens, album, answers } = await open();
      album.add(samplePng(1, 1));
      lens.add(samplePng(7, 7));
      answers.chooseImage({ original: true, source: "camera" });
      const { tempFilePaths } = await wx.chooseImage({});
      expect(await wx.getImageInfo({ src: tempFilePaths[0] ?? "" })).toMatchObject({ width: 7 });
    });
  });
});
