import { afterEach, beforeEach, describe, vi } from "vitest";
import { chooseImageSuite, type ChooseImageHost } from "./choose-image.suite.ts";
import { createPageHost } from "./page-host.ts";

// Stands in for the browser's file dialog, which can't be reached from a page.
let answer: (input: HTMLInputElement) => void = () => {};

function createHost(): ChooseImageHost {
  const { wx, close } = createPageHost();
  return {
    wx,
    choose(pictures) {
      answer = (input) => {
        const transfer = new DataTransfer();
        for (const [index, bytes] of pictures.entries()) {
          transfer.items.add(new File([bytes], `${index}.png`, { type: "image/png" }));
        }
        input.files = transfer.files;
        input.dispatchEvent(new Event("change"));
      };
    },
    cancel() {
      answer = (input) => input.dispatchEvent(new Event("cancel"));
    },
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

  chooseImageSuite(async () => createHost());
});
