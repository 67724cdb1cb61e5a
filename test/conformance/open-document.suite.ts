import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Wx } from "../../src/core/api/index.ts";
import { recordCallbacks } from "../../src/testing/index.ts";
import { bomb, sampleDocument } from "../support/sample-documents.ts";

/** A device and the documents that it shows. */
export interface OpenDocumentHost {
  readonly wx: Pick<Wx, "openDocument" | "canIUse">;
  /** Makes a temporary file; without an extension its path has none. */
  add(bytes: Uint8Array<ArrayBuffer>, extension: string): Promise<string>;
  /** The names of the documents that were opened, oldest first. */
  opened(): string[];
  close(): Promise<void>;
}

const TYPES = ["pdf", "docx", "xlsx", "pptx"] as const;
const UNABLE = { errMsg: "openDocument:fail filetype not supported", errno: 1300301 };
const MISSING = { errMsg: "openDocument:fail file doesn't exist", errno: 1300002 };

/** The contract of `wx.openDocument`. */
export function openDocumentSuite(create: () => Promise<OpenDocumentHost>): void {
  let host: OpenDocumentHost;

  beforeEach(async () => {
    host = await create();
  });
  afterEach(() => host.close());

  const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

  it.each(TYPES)("opens a %s, and says so once", async (type) => {
    const filePath = await host.add(sampleDocument(type), type);
    const callbacks = recordCallbacks();
    host.wx.openDocument({ filePath, ...callbacks });
    expect(await callbacks.completed).toEqual({ errMsg: "openDocument:ok" });
    expect(callbacks.calls.map(([name]) => name)).toEqual(["success", "complete"]);
    expect(host.opened()).toEqual([nameOf(filePath)]);
  });

  it.each(TYPES)("opens a %s without or with another extension as the type that is given", async (fileType) => {
    const filePath = await host.add(sampleDocument(fileType), "txt");
    await expect(host.wx.openDocument({ filePath, fileType })).resolves.toEqual({ errMsg: "openDocument:ok" });
    expect(host.opened()).toEqual([`${nameOf(filePath)}.${fileType}`]);
  });

  it("takes extensions and types in capital letters", async () => {
    await host.wx.openDocument({ filePath: await host.add(sampleDocument("docx"), "DOCX") });
    await host.wx.openDocument({ filePath: await host.add(sampleDocument("xlsx"), "bin"), fileType: "XLSX" });
    expect(host.opened()).toHaveLength(2);
  });

  it("fails for a path that leads to no file, and for addresses of the network", async () => {
    for (const filePath of [
      "wxfile://tmp/none.pdf",
      "https://example.com/a.pdf",
      "http://example.com/a.pdf",
      "",
      "../a.pdf",
    ]) {
      await expect(host.wx.openDocument({ filePath }), filePath).rejects.toEqual(MISSING);
    }
    expect(host.opened()).toEqual([]);
  });

  it.each(["doc", "xls", "ppt", "txt", "csv", "zip", "jpg"])("does not open a %s", async (extension) => {
    const filePath = await host.add(sampleDocument("docx"), extension);
    await expect(host.wx.openDocument({ filePath })).rejects.toEqual(UNABLE);
    const other = await host.add(sampleDocument("docx"), "docx");
    await expect(host.wx.openDocument({ filePath: other, fileType: extension })).rejects.toEqual(UNABLE);
    expect(host.opened()).toEqual([]);
  });

  describe.each(TYPES)("a %s", (type) => {
    it("is refused before success when it is empty, cut or something else", async () => {
      const whole = sampleDocument(type);
      const html = new TextEncoder().encode("<!doctype html><title>404</title>");
      for (const bytes of [new Uint8Array(), whole.slice(0, whole.length / 2), html]) {
        const callbacks = recordCallbacks();
        host.wx.openDocument({ filePath: await host.add(bytes, type), ...callbacks });
        expect(await callbacks.completed).toEqual(UNABLE);
        expect(callbacks.calls.map(([name]) => name)).toEqual(["fail", "complete"]);
      }
      expect(host.opened()).toEqual([]);
    });

    it("is refused when it is of another type than was said", async () => {
      const [other = "pdf"] = TYPES.filter((name) => name !== type);
      const filePath = await host.add(sampleDocument(type), type);
      await expect(host.wx.openDocument({ filePath, fileType: other })).rejects.toEqual(UNABLE);
    });
  });

  it("refuses what would unpack to more than memory holds", async () => {
    const filePath = await host.add(bomb(80 * 1024 * 1024), "docx");
    await expect(host.wx.openDocument({ filePath })).rejects.toEqual(UNABLE);
  });

  it("checks its parameters", async () => {
    await expect(host.wx.openDocument({} as { filePath: string })).rejects.toMatchObject({
      errMsg: "openDocument:fail parameter error: parameter.filePath should be String instead of Undefined;",
    });
    expect(host.wx.canIUse("openDocument.object.showMenu")).toBe(true);
    expect(host.wx.canIUse("openDocument.object.fileType.docx")).toBe(true);
    expect(host.wx.canIUse("openDocument.object.fileType.doc")).toBe(false);
  });
}
