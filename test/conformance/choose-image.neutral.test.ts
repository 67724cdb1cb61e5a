import { describe } from "vitest";
import { createMemoryDevice } from "../../src/testing/index.ts";
import { chooseImageSuite, type ChooseImageHost } from "./choose-image.suite.ts";

async function createHost(): Promise<ChooseImageHost> {
  const { wx, ports } = createMemoryDevice();
  return {
    wx,
    choose(pictures) {
      void ports.picker.next().then(async (question) => {
        const paths = await Promise.all(pictures.map(({ buffer }) => ports.files.createTemporary(buffer, "png")));
        const items = paths.map((path, index) => {
          return { path, sizeBytes: pictures[index]?.byteLength ?? 0, kind: "image" } as const;
        });
        question.answer({ items, isCompressed: false });
      });
    },
    cancel: () => void ports.picker.next().then((question) => question.fail("cancelled")),
    close: async () => {},
  };
}

describe("memory host", () => chooseImageSuite(createHost));
