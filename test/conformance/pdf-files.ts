import type { PdfFiles } from "../../src/browser/page/document/pdf-files.ts";

const folder = "/node_modules/pdfjs-dist/";

/** The parts of pdf.js as the server of tests has them. */
export const pdfFiles: PdfFiles = {
  workerUrl: `${folder}build/pdf.worker.min.mjs`,
  cMapUrl: `${folder}cmaps/`,
  standardFontDataUrl: `${folder}standard_fonts/`,
  wasmUrl: `${folder}wasm/`,
};
