import { strToU8, zipSync } from "fflate";
import type { DocumentType } from "../../src/core/ports/index.ts";

type OfficeType = Exclude<DocumentType, "pdf">;
type Parts = Record<string, string | Uint8Array<ArrayBuffer>>;
type Bytes = Uint8Array<ArrayBuffer>;

const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const FORMAT = "application/vnd.openxmlformats-officedocument";
const DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main";
const NAMESPACES = `xmlns:r="${OFFICE}" xmlns:a="${DRAWING}"`;

const MAIN: Readonly<Record<OfficeType, { path: string; contentType: string }>> = {
  docx: { path: "word/document.xml", contentType: `${FORMAT}.wordprocessingml.document.main+xml` },
  xlsx: { path: "xl/workbook.xml", contentType: `${FORMAT}.spreadsheetml.sheet.main+xml` },
  pptx: { path: "ppt/presentation.xml", contentType: `${FORMAT}.presentationml.presentation.main+xml` },
};

/** Packs parts as a document; what is given wins over what every package has. */
export function packOffice(type: OfficeType, parts: Parts): Bytes {
  const { path, contentType } = MAIN[type];
  const all: Parts = {
    "[Content_Types].xml":
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
      `<Default Extension="png" ContentType="image/png"/>` +
      `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Override PartName="/${path}" ContentType="${contentType}"/></Types>`,
    "_rels/.rels": relationships([{ id: "rId1", type: "officeDocument", target: path }]),
    ...parts,
  };
  return zipSync(
    Object.fromEntries(
      Object.entries(all).map(([name, content]) => [name, typeof content === "string" ? strToU8(content) : content]),
    ),
  );
}

/** The part that says where another one leads. */
export function relationships(items: { id: string; type: string; target: string; isExternal?: boolean }[]): string {
  const list = items.map(
    ({ id, type, target, isExternal = false }) =>
      `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"${isExternal ? ' TargetMode="External"' : ""}/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${list.join("")}</Relationships>`;
}

/** A text; `body` is the XML of its paragraphs. */
export function wordXml(body: string): string {
  const word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const drawing = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
  const picture = "http://schemas.openxmlformats.org/drawingml/2006/picture";
  return `<w:document xmlns:w="${word}" xmlns:wp="${drawing}" xmlns:pic="${picture}" ${NAMESPACES}><w:body>${body}</w:body></w:document>`;
}

/** A workbook of sheets by their names; each is the XML that follows its start. */
export function sampleWorkbook(sheets: Record<string, string>, parts: Parts = {}): Bytes {
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const names = Object.keys(sheets);
  const items = names.map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`);
  return packOffice("xlsx", {
    "xl/workbook.xml": `<workbook xmlns="${main}" ${NAMESPACES}><sheets>${items.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relationships([
      ...names.map((_name, index) => ({
        id: `rId${index + 1}`,
        type: "worksheet",
        target: `worksheets/sheet${index + 1}.xml`,
      })),
      { id: "texts", type: "sharedStrings", target: "sharedStrings.xml" },
      { id: "styles", type: "styles", target: "styles.xml" },
    ]),
    "xl/sharedStrings.xml": `<sst xmlns="${main}"/>`,
    "xl/styles.xml": `<styleSheet xmlns="${main}"/>`,
    ...Object.fromEntries(
      Object.values(sheets).map((xml, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        `<worksheet xmlns="${main}" ${NAMESPACES}>${xml}</worksheet>`,
      ]),
    ),
    ...parts,
  });
}

/** A presentation; each slide is the XML of its shapes. */
export function sampleSlides(slides: string[], parts: Parts = {}): Bytes {
  const main = "http://schemas.openxmlformats.org/presentationml/2006/main";
  const items = slides.map((_slide, index) => `<p:sldId id="${256 + index}" r:id="rId${index + 1}"/>`);
  return packOffice("pptx", {
    "ppt/presentation.xml": `<p:presentation xmlns:p="${main}" ${NAMESPACES}><p:sldIdLst>${items.join("")}</p:sldIdLst></p:presentation>`,
    "ppt/_rels/presentation.xml.rels": relationships(
      slides.map((_slide, index) => ({ id: `rId${index + 1}`, type: "slide", target: `slides/slide${index + 1}.xml` })),
    ),
    ...Object.fromEntries(
      slides.map((shapes, index) => [
        `ppt/slides/slide${index + 1}.xml`,
        `<p:sld xmlns:p="${main}" ${NAMESPACES}><p:cSld><p:spTree>${shapes}</p:spTree></p:cSld></p:sld>`,
      ]),
    ),
    ...parts,
  });
}

/** A shape with text; `holder` is what the layout of the slide takes it for. */
export function slideText(holder: string, ...paragraphs: string[]): string {
  const text = paragraphs.map((paragraph) => `<a:p><a:r><a:t>${paragraph}</a:t></a:r></a:p>`).join("");
  return `<p:sp><p:nvSpPr><p:nvPr><p:ph type="${holder}"/></p:nvPr></p:nvSpPr><p:txBody>${text}</p:txBody></p:sp>`;
}

/** What a {@link samplePdf} has besides. */
export interface PdfParts {
  /** More entries of each page's dictionary. */
  page?: string;
  /** Entries of the font's dictionary. */
  font?: string;
  /** What each page says, as a string of the format. */
  text?: string;
}

/** A PDF whose pages say `Page 1` and so on, or a text. */
export function samplePdf(
  pageCount: number,
  { page: more = "", font = "/Subtype /Type1 /BaseFont /Helvetica", text: words }: PdfParts = {},
): Bytes {
  const pages = Array.from({ length: pageCount }, (_none, index) => ({ page: 4 + 2 * index, content: 5 + 2 * index }));
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${pages.map(({ page }) => `${page} 0 R`).join(" ")}] /Count ${pageCount} >>`,
    `<< /Type /Font ${font} >>`,
    ...pages.flatMap(({ content }, index) => {
      const text = `BT /F1 24 Tf 72 760 Td ${words ?? `(Page ${index + 1})`} Tj ET`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R /Resources << /Font << /F1 3 0 R >> >> ${more} >>`,
        `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
      ];
    }),
  ];
  let file = "%PDF-1.4\n";
  const entries = objects.map((object, index) => {
    const entry = `${String(file.length).padStart(10, "0")} 00000 n \n`;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return entry;
  });
  const size = objects.length + 1;
  const start = file.length;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${entries.join("")}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return strToU8(file, true);
}

/** A small document of each type. */
export function sampleDocument(type: DocumentType): Bytes {
  switch (type) {
    case "pdf":
      return samplePdf(1);
    case "docx":
      return packOffice("docx", { "word/document.xml": wordXml("<w:p><w:r><w:t>Hello 你好</w:t></w:r></w:p>") });
    case "xlsx":
      return sampleWorkbook({ Report: "<sheetData><row><c><v>42</v></c></row></sheetData>" });
    case "pptx":
      return sampleSlides([slideText("title", "Hello 你好")]);
  }
}

/** A text that is small packed and `sizeBytes` large unpacked. */
export function bomb(sizeBytes: number): Bytes {
  return packOffice("docx", {
    "word/document.xml": wordXml("<w:p><w:r><w:t>Small</w:t></w:r></w:p>"),
    "word/styles.xml": new Uint8Array(sizeBytes).fill(32),
  });
}
