import { afterEach, beforeEach, describe, vi } from "vitest";
import { createPageHost } from "./page-host.ts";
import { withDialog, press } from "./page-dialog.ts";
import { saveToAlbumSuite, type SaveToAlbumHost } from "./save-to-album.suite.ts";

// Stands in for the browser's downloads, which can't be read from a page.
let downloads: Promise<Uint8Array>[] = [];

async function createHost(): Promise<SaveToAlbumHost> {
  const host = createPageHost();
  return {
    wx: host.wx,
    add: async (bytes, extension) => host.adopt(new Blob([bytes]), extension),
    answerConsent: (isAllowed) => withDialog(host, (dialog) => press(dialog, isAllowed ? "Allow" : "Reject")),
    saved: () => Promise.all(downloads),
    close: host.close,
  };
}

async function fetchBytes(url: string): Promise<Uint8Array> {
  return new Uint8Array(await (await fetch(url)).arrayBuffer());
}

describe("a page", () => {
  beforeEach(() => {
    downloads = [];
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      downloads.push(fetchBytes(this.href));
    });
  });
  afterEach(() => vi.restoreAllMocks());

  saveToAlbumSuite(createHost);
});
