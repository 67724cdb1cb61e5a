const BY_EXTENSION: Readonly<Record<string, string>> = {
  aac: "audio/aac",
  bmp: "image/bmp",
  css: "text/css",
  csv: "text/csv",
  doc: "application/msword",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  gif: "image/gif",
  heic: "image/heic",
  htm: "text/html",
  html: "text/html",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  js: "text/javascript",
  json: "application/json",
  m4a: "audio/mp4",
  mov: "video/quicktime",
  mp3: "audio/mpeg",
  mp4: "video/mp4",
  ogg: "audio/ogg",
  pdf: "application/pdf",
  png: "image/png",
  ppt: "application/vnd.ms-powerpoint",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  svg: "image/svg+xml",
  tif: "image/tiff",
  tiff: "image/tiff",
  txt: "text/plain",
  wav: "audio/wav",
  webm: "video/webm",
  webp: "image/webp",
  xls: "application/vnd.ms-excel",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  xml: "application/xml",
  zip: "application/zip",
};
/** Of content types that have more than one extension, or other names: the extension that is usual. */
const PREFERRED: ReadonlyMap<string, string> = new Map([
  ["application/javascript", "js"],
  ["application/x-zip-compressed", "zip"],
  ["audio/mp3", "mp3"],
  ["audio/x-m4a", "m4a"],
  ["audio/x-wav", "wav"],
  ["image/jpeg", "jpg"],
  ["image/jpg", "jpg"],
  ["image/tiff", "tiff"],
  ["text/html", "html"],
  ["text/xml", "xml"],
]);

/** The content type that the extension of a path stands for, `application/octet-stream` when it is unknown. */
export function contentTypeOf(path: string): string {
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
  return (Object.hasOwn(BY_EXTENSION, extension) && BY_EXTENSION[extension]) || "application/octet-stream";
}

/** The usual extension of a content type; `undefined` for one that is unknown or says nothing. */
export function extensionOfContentType(contentType: string): string | undefined {
  const type = contentType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return PREFERRED.get(type) ?? Object.keys(BY_EXTENSION).find((extension) => BY_EXTENSION[extension] === type);
}
