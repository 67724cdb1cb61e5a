import { describe, expect } from "vitest";
import { createPageHost } from "./page-host.ts";
import { previewSuite, type PreviewHost } from "./preview.suite.ts";
import { until } from "../support/until.ts";

async function createHost(): Promise<PreviewHost> {
  const { wx, adopt, container, close } = createPageHost();
  const dialog = (): Element | null => container.querySelector(".preview-root dialog[open]");
  return {
    wx,
    add: async (bytes, extension) => adopt(new Blob([bytes]), extension),
    async seen() {
      if (dialog() === null) return undefined;
      // It is there when the viewer has faded in.
      const shown = await until(() => {
        const item = dialog()?.querySelector(".pswp__item[aria-hidden=false] :is(.pswp__img, .pswp__content)");
        return item ?? Promise.reject(new Error("Nothing is shown yet"));
      });
      // One of one has no number.
      const [, index = "1", count = "1"] =
        /^(\d+) \/ (\d+)$/.exec(dialog()?.querySelector(".preview-index")?.textContent ?? "") ?? [];
      const kind = shown.querySelector("video") === null ? "image" : "video";
      return { kind, index: Number(index) - 1, count: Number(count) };
    },
    async closePreview() {
      dialog()?.dispatchEvent(new Event("cancel", { cancelable: true }));
      await until(() => expect(dialog()).toBeNull());
    },
    close,
  };
}

describe("a page", () => previewSuite(createHost));
