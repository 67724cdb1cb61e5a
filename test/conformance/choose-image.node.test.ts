import { describe } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import { chooseImageSuite, type ChooseImageHost } from "./choose-image.suite.ts";

async function createHost(): Promise<ChooseImageHost> {
  const device = await createDevice();
  const { wx, album, answers } = device;
  return {
    wx,
    choose(pictures) {
      album.clear();
      for (const picture of pictures) album.add(picture);
    },
    cancel: () => answers.chooseImage("cancel"),
    close: () => device.close(),
  };
}

describe("Node host", () => chooseImageSuite(createHost));
