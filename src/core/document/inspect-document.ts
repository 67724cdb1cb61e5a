import type { DocumentType } from "../ports/index.ts";
import type { ByteSource } from "../archive/index.ts";
import type { DocumentFacts } from "./document-facts.ts";
import { inspectOffice } from "./office-facts.ts";
import { inspectPdf } from "./pdf-facts.ts";

/**
 * Finds out whether a document is what its type says and can be opened. Rejects with `invalid-data` when it is empty, damaged, cut, or of
 * another type, and as `source` does.
 */
export function inspectDocument(type: DocumentType, source: ByteSource): Promise<DocumentFacts> {
  return type === "pdf" ? inspectPdf(source) : inspectOffice(type, source);
}
