import type { ByteSource } from "../archive/index.ts";
import { invalidDocument } from "./invalid-document.ts";
import type { DocumentFacts } from "./document-facts.ts";
import { OfficePackage } from "./office-package.ts";
import { descendantsOf, type XmlElement } from "./xml.ts";

interface Format {
  /** How the content type of the main part goes on after `application/vnd.openxmlformats-officedocument.`. */
  contentTypes: readonly string[];
  /** The main part's root. */
  root: string;
  countOf(main: XmlElement): DocumentFacts;
}

const PREFIX = "application/vnd.openxmlformats-officedocument.";
const FORMATS: Readonly<Record<"docx" | "xlsx" | "pptx", Format>> = {
  docx: { contentTypes: ["wordprocessingml.document.main+xml"], root: "document", countOf: () => ({}) },
  xlsx: {
    contentTypes: ["spreadsheetml.sheet.main+xml"],
    root: "workbook",
    countOf: (main) => ({ sheets: [...descendantsOf(main, "sheet")].length }),
  },
  pptx: {
    contentTypes: ["presentationml.presentation.main+xml", "presentationml.slideshow.main+xml"],
    root: "presentation",
    countOf: (main) => ({ slides: [...descendantsOf(main, "sldId")].length }),
  },
};

/** Checks that a document is of this type and whole, and counts what it consists of. Rejects with `invalid-data`. */
export async function inspectOffice(type: "docx" | "xlsx" | "pptx", source: ByteSource): Promise<DocumentFacts> {
  const format = FORMATS[type];
  const office = await OfficePackage.open(source);
  const { path, contentType } = await office.mainPart();
  if (!format.contentTypes.some((known) => contentType === PREFIX + known)) {
    throw invalidDocument(`it begins with "${contentType}", which no ${type} does`);
  }
  const main = await office.readXml(path);
  if (main.name !== format.root) throw invalidDocument(`it begins with <${main.name}>, which no ${type} does`);
  for (const part of office.archive.paths) if (/\.(xml|rels)$/i.test(part)) await office.archive.read(part);
  return format.countOf(main);
}
