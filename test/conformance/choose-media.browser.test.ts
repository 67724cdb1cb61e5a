import { afterEach, beforeEach, describe, vi } from "vitest";
import { chooseMediaSuite, type ChooseMediaHost } from "./choose-media.suite.ts";
import { createPageHost } from "./page-host.ts";

// Stands in for the browser's file dialog, which can't be reached from a page.
let answer: (input: HTMLInputElement) => void = () => {};

async function createHost(): Promise<ChooseMediaHost> {
  const { wx, temporaries, close } = createPageHost();
  return {
    wx,
    choose(files) {
      answer = (input) => {
        const transfer = new DataTransfer();
        for (const [index, { kind, bytes }] of files.entries()) {
          const [extension, type] = kind === "image" ? ["png", "image/png"] : ["mp4", "video/mp4"];
          transfer.items.add(new File([bytes], `${index}.${extension}`, { type }));
        }
        input.files = transfer.files;
        input.dispatchEvent(new Event("change"));
      };
    },
    cancel() {
      answer = (input) => input.dispatchEvent(new Event("cancel"));
    },
    temporaries,
    close,
  };
}

describe("a page", () => {
  beforeEach(() => {
    vi.spyOn(HTMLInputElement.prototype, "showPicker").mockImplementation(function (this: HTMLInputElement) {
      answer(this);
    });
  });
  afterEach(() => vi.restoreAllMocks());

  chooseMediaSuite(createHost);
});
