import { describe } from "vitest";
import { createMemoryDevice } from "../../src/testing/index.ts";
import { previewSuite, type PreviewHost } from "./preview.suite.ts";

async function createHost(): Promise<PreviewHost> {
  const { wx, ports } = createMemoryDevice();
  const { previews } = ports.presenter;
  return {
    wx,
    add: (bytes, extension) => ports.files.createTemporary(bytes.buffer, extension),
    async seen() {
      const open = previews.findLast(({ isOpen }) => isOpen);
      const item = open?.items[open.index];
      return open && item && { kind: item.kind, index: open.index, count: open.items.length };
    },
    closePreview: async () => previews.at(-1)?.close(),
    close: async () => {},
  };
}

describe("memory host", () => previewSuite(createHost));
