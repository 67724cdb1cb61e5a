import { describe } from "vitest";
import { createMemoryDevice } from "../../src/testing/index.ts";
import { openDocumentSuite, type OpenDocumentHost } from "./open-document.suite.ts";

async function createHost(): Promise<OpenDocumentHost> {
  const { wx, ports } = createMemoryDevice();
  return {
    wx,
    add: (bytes, extension) => ports.files.createTemporary(bytes.buffer, extension),
    opened: () => ports.presenter.openedDocuments.map(({ name }) => name),
    close: async () => {},
  };
}

describe("memory host", () => openDocumentSuite(createHost));
