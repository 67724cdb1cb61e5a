import { readFile } from "node:fs/promises";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { fixtureFiles } from "../../tools/backend/fixture-files.ts";
import { bomb, packOffice, sampleDocument, samplePdf, wordXml } from "../../../test/support/sample-documents.ts";
import { isHostError, type DocumentType } from "../ports/index.ts";
import type { ByteSource } from "../archive/index.ts";
import { inspectDocument } from "./inspect-document.ts";

const TYPES = ["pdf", "docx", "xlsx", "pptx"] as const;

function sourceOf(bytes: Uint8Array): ByteSource & { readBytes: number } {
  return {
    sizeBytes: bytes.length,
    readBytes: 0,
    async read(position, lengthBytes) {
      const part = new Uint8Array(bytes.subarray(position, position + lengthBytes));
      this.readBytes += part.length;
      return part;
    },
  };
}

const inspect = (type: DocumentType, bytes: Uint8Array) => inspectDocument(type, sourceOf(bytes));
const refused = { name: "HostError", code: "invalid-data" };
const fixture = (name: string): Promise<Uint8Array> =>
  readFile(new URL(`../../../test/fixtures/documents/${name}`, import.meta.url));
const text = (content: string): Uint8Array => new TextEncoder().encode(content);

describe("inspectDocument", () => {
  it.each([
    ["pdf", { pages: 1 }],
    ["docx", {}],
    ["xlsx", { sheets: 1 }],
    ["pptx", { slides: 1 }],
  ] as const)("counts what the %s of the example server consists of", async (type, facts) => {
    const { bytes } = fixtureFiles.get(`/report.${type}`) ?? {};
    await expect(inspect(type, bytes ?? new Uint8Array())).resolves.toEqual(facts);
  });

  it.each([
    ["encrypted.pdf", { pages: 1 }],
    ["packed.pdf", { pages: 1 }],
    ["letter.docx", {}],
    ["table.xlsx", { sheets: 1 }],
  ])("reads %s, which another program made", async (name, facts) => {
    await expect(inspect(name.slice(-4).replace(".", "") as DocumentType, await fixture(name))).resolves.toEqual(facts);
  });

  describe.each(TYPES)("refuses a %s", (type) => {
    const whole = sampleDocument(type);

    it("that is empty, or anything else", async () => {
      await expect(inspect(type, new Uint8Array())).rejects.toMatchObject(refused);
      await expect(inspect(type, text("<!doctype html><title>404</title>"))).rejects.toMatchObject(refused);
      await expect(inspect(type, new Uint8Array(100_000))).rejects.toMatchObject(refused);
    });

    it("that is cut anywhere", async () => {
      for (let length = 1; length < whole.length - 2; length += 37) {
        await expect(inspect(type, whole.subarray(0, length)), `${length} bytes`).rejects.toMatchObject(refused);
      }
    });

    it("that is of another type", async () => {
      for (const other of TYPES.filter((name) => name !== type)) {
        await expect(inspect(other, whole), other).rejects.toMatchObject(refused);
      }
    });
  });

  it("never fails otherwise, whatever bytes are wrong", async () => {
    const surprises: unknown[] = [];
    for (const type of TYPES) {
      const whole = sampleDocument(type);
      for (let position = 0; position < whole.length; position += 3) {
        const damaged = whole.slice();
        damaged[position] = (damaged[position] ?? 0) ^ 0x5a;
        await inspect(type, damaged).catch((error: unknown) => {
          if (!isHostError(error) || error.code !== "invalid-data") surprises.push({ type, position, error });
        });
      }
    }
    expect(surprises).toEqual([]);
  });
});

describe("a PDF", () => {
  it("is read in parts, however large it is", async () => {
    const large = new Uint8Array(50_000_000);
    const pdf = samplePdf(500);
    // A comment as large as all pictures of a book would be, between the pages and their list.
    const list = new TextDecoder("latin1").decode(pdf).lastIndexOf("xref\n0");
    large.fill(37, 0, large.length);
    large.set(pdf.subarray(0, list), 0);
    const tail = text(new TextDecoder().decode(pdf.subarray(list)).replace(/startxref\n\d+/, "startxref\n50000000"));
    const bytes = new Uint8Array(large.length + tail.length);
    bytes.set(large);
    bytes.set(tail, large.length);
    const source = sourceOf(bytes);
    await expect(inspectDocument("pdf", source)).resolves.toEqual({ pages: 500 });
    expect(source.readBytes).toBeLessThan(300_000);
  });

  it("may have something before it", async () => {
    const bytes = new Uint8Array([...text("HTTP/1.1 200 OK\r\n\r\n"), ...samplePdf(2)]);
    await expect(inspect("pdf", bytes)).resolves.toEqual({ pages: 2 });
  });

  it("is refused when it has no pages, or its list of objects goes in a circle", async () => {
    await expect(inspect("pdf", samplePdf(0))).rejects.toMatchObject(refused);
    const circle = new TextDecoder("latin1").decode(samplePdf(1)).replace("/Size", "/Prev 9 /Size");
    await expect(inspect("pdf", text(circle))).rejects.toMatchObject(refused);
    const start = circle.lastIndexOf("xref\n0");
    const itself = circle.replace("/Prev 9", `/Prev ${start}`);
    await expect(inspect("pdf", text(itself))).resolves.toEqual({ pages: 1 });
  });

  it("is refused when it refers to itself without an end", async () => {
    const deep = new TextDecoder("latin1")
      .decode(samplePdf(1))
      .replace("/Root 1 0 R", `/Root 1 0 R /X ${"[".repeat(500)}`);
    await expect(inspect("pdf", text(deep))).rejects.toMatchObject(refused);
  });
});

describe("a document of Office", () => {
  it("is refused before a bomb in it is in memory", async () => {
    const bytes = bomb(100 * 1024 * 1024);
    expect(bytes.length).toBeLessThan(200_000);
    await expect(inspect("docx", bytes)).rejects.toMatchObject(refused);
  });

  it("is refused when a part is larger than it says", async () => {
    const bytes = bomb(1_000_000);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let offset = 0; offset < bytes.length - 30; offset += 1) {
      // Both headers of the part say that it has ten bytes.
      if (view.getUint32(offset, true) === 1_000_000) view.setUint32(offset, 10, true);
    }
    await expect(inspect("docx", bytes)).rejects.toMatchObject(refused);
  });

  it("is refused with a document type, which makes small texts large", async () => {
    const xml = `<!DOCTYPE a [<!ENTITY b "boom">]>${wordXml("<w:p/>")}`;
    await expect(inspect("docx", packOffice("docx", { "word/document.xml": xml }))).rejects.toMatchObject(refused);
  });

  it("is refused when it is a ZIP archive of something else, or of the old format", async () => {
    await expect(inspect("docx", zipSync({ "a.txt": text("a") }))).rejects.toMatchObject(refused);
    const compound = new Uint8Array(4096);
    compound.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    await expect(inspect("docx", compound)).rejects.toMatchObject(refused);
  });

  it("is refused when the main part is missing or no XML", async () => {
    await expect(inspect("docx", packOffice("docx", {}))).rejects.toMatchObject(refused);
    for (const xml of ["", "<w:document>", "<a/><b/>", "<w:document>&unknown;</w:document>", "text"]) {
      const bytes = packOffice("docx", { "word/document.xml": xml });
      await expect(inspect("docx", bytes), xml).rejects.toMatchObject(refused);
    }
  });
});
