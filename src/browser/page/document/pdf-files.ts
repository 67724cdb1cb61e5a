import { runtimeFolder } from "../runtime-folder.ts";

/** Where the parts of pdf.js are that it loads by itself; URLs of folders end with a slash. */
export interface PdfFiles {
  workerUrl: string;
  /** Folder of the encodings of Chinese, Japanese and Korean text. */
  cMapUrl: string;
  /** Folder of the fonts that documents need not bring. */
  standardFontDataUrl: string;
  /** Folder of the decoders of rare pictures. */
  wasmUrl: string;
}

/** The files of the built runtime. */
export const runtimePdfFiles: PdfFiles = {
  workerUrl: `${runtimeFolder}pdf.worker.js`,
  cMapUrl: runtimeFolder,
  standardFontDataUrl: runtimeFolder,
  wasmUrl: runtimeFolder,
};
