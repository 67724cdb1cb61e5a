import { describe } from "vitest";
import type { FileKind } from "../../src/core/ports/index.ts";
import { createMemoryDevice } from "../../src/testing/index.ts";
import { chooseMessageFileSuite, type ChooseMessageFileHost, type OfferedFile } from "./choose-message-file.suite.ts";

const extensionOf = ({ name }: OfferedFile): string => name.replace(/^.*\./, "").toLowerCase();

function kindOf({ type }: OfferedFile): FileKind {
  if (type.startsWith("image/")) return "image";
  return type.startsWith("video/") ? "video" : "file";
}

async function createHost(): Promise<ChooseMessageFileHost> {
  const { wx, ports } = createMemoryDevice();
  return {
    wx,
    async choose(files) {
      void ports.picker.nextFiles().then(async (question) => {
        const { count, kinds, extensions } = question.asked;
        const fitting = files.filter(
          (file) => kinds.includes(kindOf(file)) && (extensions.length === 0 || extensions.includes(extensionOf(file))),
        );
        const picked = fitting.slice(0, count).map(async (file) => ({
          path: await ports.files.createTemporary(file.bytes.buffer, extensionOf(file)),
          sizeBytes: file.bytes.length,
          name: file.name,
          kind: kindOf(file),
          modifiedMs: file.modifiedMs,
        }));
        question.answer(await Promise.all(picked));
      });
    },
    cancel: () => void ports.picker.nextFiles().then((question) => question.fail("cancelled")),
    read: async (path) => new Uint8Array(await ports.files.read(path)),
    close: async () => {},
  };
}

describe("memory host", () => chooseMessageFileSuite(createHost));
