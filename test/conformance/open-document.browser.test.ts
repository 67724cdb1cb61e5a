import { describe } from "vitest";
import { openDocumentSuite, type OpenDocumentHost } from "./open-document.suite.ts";
import { createPageHost } from "./page-host.ts";

async function createHost(): Promise<OpenDocumentHost> {
  const { wx, root, adopt, close } = createPageHost();
  return {
    wx,
    add: async (bytes, extension) => adopt(new Blob([bytes]), extension),
    opened: () => [...root.querySelectorAll("dialog h1")].map((title) => title.textContent),
    close,
  };
}

describe("a page", () => openDocumentSuite(createHost));
