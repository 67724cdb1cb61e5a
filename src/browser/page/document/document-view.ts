import type { DocumentTexts } from "./document-texts.ts";
import type { PdfFiles } from "./pdf-files.ts";

/** A document that is shown. */
export interface DocumentView {
  /** Frees everything; what was shown goes with the container. */
  close(): void;
}

/** What a view needs beside the document. */
export interface ViewOptions {
  texts: DocumentTexts;
  pdfFiles: PdfFiles;
}

/**
 * Shows a document in a container that is in the page, and resolves when it is there. Rejects with `invalid-data` for what it can't show,
 * and with `network` when a part of the runtime can't be loaded.
 */
export type ShowView = (container: HTMLElement, blob: Blob, options: ViewOptions) => Promise<DocumentView>;
