import type { DocumentType } from "../../../core/ports/index.ts";
import { HostError } from "../../../core/ports/index.ts";
import type { ShowView } from "./document-view.ts";

// Each kind has its own chunk: who opens a sheet loads no reader of PDFs.
const VIEWS: Readonly<Record<DocumentType, () => Promise<ShowView>>> = {
  pdf: async () => (await import("./pdf-view.ts")).showPdf,
  docx: async () => (await import("./word-view.ts")).showWord,
  xlsx: async () => (await import("./sheet-view.ts")).showSheets,
  pptx: async () => (await import("./slides-view.ts")).showSlides,
};

/** Loads what shows documents of a type. Rejects with `network` when it can't. */
export async function loadView(type: DocumentType): Promise<ShowView> {
  try {
    return await VIEWS[type]();
  } catch (cause) {
    throw new HostError("network", `What shows ${type} documents could not be loaded`, { cause });
  }
}
