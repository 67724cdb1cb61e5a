import { statSync } from "node:fs";
import { extname, resolve } from "node:path";

/** A picture of the album: a file of this machine, or bytes. */
export interface Picture {
  source: string | Uint8Array<ArrayBuffer>;
  extension: string;
}

const EXTENSIONS = new Set(["jpg", "jpeg", "png", "gif", "webp", "bmp", "tif", "tiff", "heic", "heif", "avif", "svg"]);

/** The album of a device: the pictures that `wx.chooseImage` offers, in this order. */
export class Album {
  readonly #pictures: Picture[] = [];

  /** The pictures, first to last. */
  get pictures(): readonly Picture[] {
    return this.#pictures;
  }

  /**
   * Adds a picture at the end: a file of this machine, by its path, or bytes, which are copied.
   *
   * Throws when there is no such file, or when it is not a picture by its extension (a file) or its first bytes (bytes).
   */
  add(picture: string | Uint8Array): void {
    this.#pictures.push(typeof picture === "string" ? pictureAt(picture) : pictureOf(picture));
  }

  /** Removes all pictures. */
  clear(): void {
    this.#pictures.length = 0;
  }
}

function pictureAt(path: string): Picture {
  const source = resolve(path);
  const extension = extname(source).slice(1).toLowerCase();
  if (!EXTENSIONS.has(extension)) {
    throw new Error(`"${path}" has no extension of a picture. An album takes ${[...EXTENSIONS].join(", ")}.`);
  }
  if (statSync(source, { throwIfNoEntry: false })?.isFile() !== true) {
    throw new Error(`There is no file "${source}". Give a path that is absolute or relative to the working directory.`);
  }
  return { source, extension };
}

function pictureOf(bytes: Uint8Array): Picture {
  const head = Buffer.from(bytes.subarray(0, 12)).toString("latin1");
  const [, extension] = SIGNATURES.find(([signature]) => signature.test(head)) ?? [];
  if (extension === undefined) {
    throw new Error(
      `These ${bytes.length} bytes are not a picture that is known by its first bytes. Give a file instead.`,
    );
  }
  return { source: Uint8Array.from(bytes), extension };
}

const SIGNATURES: readonly (readonly [RegExp, string])[] = [
  [/^\xff\xd8\xff/, "jpg"],
  [/^\x89PNG\r\n/, "png"],
  [/^GIF8[79]a/, "gif"],
  [/^RIFF....WEBP/s, "webp"],
  [/^BM/, "bmp"],
  [/^(?:II\*\0|MM\0\*)/, "tiff"],
  [/^....ftypavif/s, "avif"],
  [/^....ftyp(?:heic|heix|mif1)/s, "heic"],
];
