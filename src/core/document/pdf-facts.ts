import type { ByteSource } from "../archive/index.ts";
import { invalidDocument } from "./invalid-document.ts";
import type { DocumentFacts } from "./document-facts.ts";
import { entriesOf, PdfFile } from "./pdf-file.ts";
import { numberOf } from "./pdf-value.ts";

/** Checks that a PDF is whole, and counts its pages; of an encrypted one only where that is not secret. Rejects with `invalid-data`. */
export async function inspectPdf(source: ByteSource): Promise<DocumentFacts> {
  const file = await PdfFile.open(source);
  const root = file.trailer.get("Root");
  if (root?.kind !== "reference") throw invalidDocument("it says not where it begins");
  if (file.isEncrypted && file.isPacked(root.object)) return {};
  const pages = entriesOf(await file.resolve(root)).get("Pages");
  if (file.isEncrypted && pages?.kind === "reference" && file.isPacked(pages.object)) return {};
  const count = numberOf(await file.resolve(entriesOf(await file.resolve(pages)).get("Count")));
  if (count === undefined || !Number.isInteger(count) || count < 1) throw invalidDocument("it has no pages");
  return { pages: count };
}
