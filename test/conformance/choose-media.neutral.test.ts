import { describe } from "vitest";
import { createMemoryDevice } from "../../src/testing/index.ts";
import { chooseMediaSuite, type ChooseMediaHost } from "./choose-media.suite.ts";

async function createHost(): Promise<ChooseMediaHost> {
  const { wx, ports } = createMemoryDevice();
  return {
    wx,
    choose(files) {
      void ports.picker.next().then(async (question) => {
        const { isMixed, count } = question.asked;
        const chosen = files.filter(({ kind }) => isMixed || kind === files[0]?.kind).slice(0, count);
        const items = await Promise.all(
          chosen.map(async ({ kind, bytes }) => {
            const path = await ports.files.createTemporary(bytes.buffer, kind === "image" ? "png" : "mp4");
            return { kind, path, sizeBytes: bytes.length };
          }),
        );
        question.answer({ items, isCompressed: false });
      });
    },
    cancel: () => void ports.picker.next().then((question) => question.fail("cancelled")),
    temporaries: () => ports.files.paths,
    close: async () => {},
  };
}

describe("memory host", () => chooseMediaSuite(createHost, { hasNoThumbnails: "there is no decoder of videos" }));
