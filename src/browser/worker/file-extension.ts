/** Extensions of the picture types that browsers name; the first of a type is the one it is given. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/gif": "gif",
  "image/webp": "webp",
  "image/bmp": "bmp",
  "image/svg+xml": "svg",
  "image/heic": "heic",
  "image/heif": "heif",
  "image/avif": "avif",
  "image/tiff": "tiff",
};

/** Returns the extension in lower case from a file's name, else from its type, else `unknown`. */
export function extensionOf(name: string, type: string): string {
  const named = /\.([a-z\d]{1,16})$/i.exec(name)?.[1];
  return named?.toLowerCase() ?? EXTENSIONS[type] ?? "unknown";
}
