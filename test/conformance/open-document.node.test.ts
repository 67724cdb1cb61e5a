import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { createDevice } from "../../src/node/index.ts";
import { sampleSlides, samplePdf, sampleWorkbook, slideText } from "../support/sample-documents.ts";
import { openDocumentSuite, type OpenDocumentHost } from "./open-document.suite.ts";

async function createHost(): Promise<OpenDocumentHost> {
  const device = await createDevice();
  return {
    wx: device.wx,
    add: (bytes, extension) => device.addFile(bytes, extension),
    opened: () => device.openedDocuments.map(({ name }) => name),
    close: () => device.close(),
  };
}

describe("Node host", () => {
  openDocumentSuite(createHost);

  it("lists what was opened with the number of pages, sheets or slides", async () => {
    const device = await createDevice();
    try {
      const { wx, openedDocuments } = device;
      const pdf = await device.addFile(samplePdf(12), "pdf");
      const xlsx = await device.addFile(sampleWorkbook({ July: "<sheetData/>", August: "<sheetData/>" }), "xlsx");
      const pptx = await device.addFile(sampleSlides([slideText("title", "1"), "", ""]), "bin");
      await wx.openDocument({ filePath: pdf, showMenu: true });
      await wx.openDocument({ filePath: xlsx });
      await wx.openDocument({ filePath: pptx, fileType: "pptx" });
      const name = (path: string): string => path.replace("wxfile://tmp/", "");
      expect(openedDocuments).toEqual([
        { path: pdf, type: "pdf", name: name(pdf), hasMenu: true, pages: 12 },
        { path: xlsx, type: "xlsx", name: name(xlsx), hasMenu: false, sheets: 2 },
        { path: pptx, type: "pptx", name: `${name(pptx)}.pptx`, hasMenu: false, slides: 3 },
      ]);
    } finally {
      await device.close();
    }
  });

  it("opens an encrypted PDF, whose pages it can't always count", async () => {
    const device = await createDevice();
    try {
      const bytes = await readFile(new URL("../fixtures/documents/encrypted.pdf", import.meta.url));
      await device.wx.openDocument({ filePath: await device.addFile(bytes, "pdf") });
      expect(device.openedDocuments).toMatchObject([{ type: "pdf", pages: 1 }]);
    } finally {
      await device.close();
    }
  });
});
