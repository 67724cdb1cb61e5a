import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { chooseMessageFileSuite, type ChooseMessageFileHost } from "./choose-message-file.suite.ts";
import { createPageHost } from "./page-host.ts";

// Stands in for the browser's file dialog, which can't be reached from a page.
let answer: (input: HTMLInputElement) => void = () => {};
let accepts: string[] = [];

async function createHost(): Promise<ChooseMessageFileHost> {
  const { wx, read, close } = createPageHost();
  return {
    wx,
    async choose(files) {
      answer = (input) => {
        const transfer = new DataTransfer();
        for (const { bytes, name, type, modifiedMs } of files) {
          transfer.items.add(new File([bytes], name, { type, lastModified: modifiedMs }));
        }
        input.files = transfer.files;
        input.dispatchEvent(new Event("change"));
      };
    },
    cancel() {
      answer = (input) => input.dispatchEvent(new Event("cancel"));
    },
    read: async (path) => new Uint8Array(await (await read(path)).arrayBuffer()),
    close,
  };
}

describe("a page", () => {
  beforeEach(() => {
    accepts = [];
    vi.spyOn(HTMLInputElement.prototype, "showPicker").mockImplementation(function (this: HTMLInputElement) {
      accepts.push(`${this.accept}${this.multiple ? " multiple" : ""}`);
      answer(this);
    });
  });
  afterEach(() => vi.restoreAllMocks());

  chooseMessageFileSuite(createHost);

  it.each([
    [{ count: 1 }, ""],
    [{ count: 2, type: "image" }, "image/* multiple"],
    [{ count: 1, type: "video" }, "video/*"],
    [{ count: 1, type: "file" }, ""],
    [{ count: 1, type: "file", extension: ["pdf", ".DOCX"] }, ".pdf,.docx"],
  ])("opens a dialog for %o that offers %j", async (options, accept) => {
    const host = await createHost();
    host.cancel();
    await expect(host.wx.chooseMessageFile(options)).rejects.toMatchObject({ errMsg: "chooseMessageFile:fail cancel" });
    expect(accepts).toEqual([accept]);
    await host.close();
  });
});
