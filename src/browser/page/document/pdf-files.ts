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

/** The files of the built runtime, which lie beside this one. */
export function runtimePdfFiles(moduleUrl: string = import.meta.url): PdfFiles {
  const folder = moduleUrl.slice(0, moduleUrl.lastIndexOf("/") + 1);
  return { workerUrl: `${folder}pdf.worker.js`, cMapUrl: folder, standardFontDataUrl: folder, wasmUrl: folder };
}
