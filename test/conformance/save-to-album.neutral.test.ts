import { describe } from "vitest";
import { createMemoryDevice } from "../../src/testing/index.ts";
import { saveToAlbumSuite, type SaveToAlbumHost } from "./save-to-album.suite.ts";

async function createHost(): Promise<SaveToAlbumHost> {
  const { wx, ports } = createMemoryDevice();
  return {
    wx,
    add: (bytes, extension) => ports.files.createTemporary(bytes.buffer, extension),
    answerConsent: (isAllowed) => void ports.consent.nextScope().then((question) => question.answer(isAllowed)),
    saved: async () => ports.album.saved.map(({ bytes }) => bytes),
    close: async () => {},
  };
}

describe("memory host", () => saveToAlbumSuite(createHost));
