import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { basename, extname, join, resolve } from "node:path";
import type { AlbumKind, AlbumPort } from "../../core/ports/index.ts";
import { copyOut } from "./copy-out.ts";
import { placeSync } from "./durable.ts";
import { fileError } from "./file-error.ts";
import type { LocalFiles } from "./files.ts";

/** A picture or video of the album: a file of this machine, or bytes. */
export interface AlbumItem {
  kind: AlbumKind;
  source: string | Uint8Array<ArrayBuffer>;
  extension: string;
}

const EXTENSIONS: Readonly<Record<AlbumKind, ReadonlySet<string>>> = {
  image: new Set(["jpg", "jpeg", "png", "gif", "webp", "bmp", "tif", "tiff", "heic", "heif", "avif", "svg"]),
  video: new Set(["mp4", "m4v", "mov", "webm", "3gp", "mkv"]),
};

/** The album of a device: what the choosers of `wx` offer, in this order, and where apps save pictures and videos. */
export class Album {
  readonly #items: AlbumItem[] = [];

  /** All of it, first to last. */
  get items(): readonly AlbumItem[] {
    return this.#items;
  }

  /**
   * Adds a picture or video at the end: a file of this machine, by its path, or bytes, which are copied.
   *
   * Throws when there is no such file, or when it is neither by its extension (a file) or its first bytes (bytes).
   */
  add(item: string | Uint8Array): void {
    this.#items.push(toAlbumItem(item));
  }

  /** Removes all of it from what is offered; files stay where they are. */
  clear(): void {
    this.#items.length = 0;
  }
}

/** Saves into a folder of the device and adds that to the album, with what was saved there before. */
export function createAlbum(album: Album, dataDir: string, files: Pick<LocalFiles, "openSync">): AlbumPort {
  const folder = join(dataDir, "album");
  mkdirSync(folder, { recursive: true });
  let count = 0;
  for (const name of readdirSync(folder).toSorted()) {
    // What was being saved when the process was killed is not whole.
    if (name.endsWith(UNFINISHED)) rmSync(join(folder, name));
    else album.add(join(folder, name));
    count = Math.max(count, Number.parseInt(name, 10));
  }
  return {
    async save(path) {
      count += 1;
      // Names begin with a number: two files that are saved at once may have the same time.
      const target = join(folder, `${String(count).padStart(6, "0")}-${basename(path)}`);
      const unfinished = target + UNFINISHED;
      try {
        await copyOut(files, path, unfinished);
        placeSync(unfinished, target);
      } catch (error) {
        throw fileError(path, error);
      } finally {
        rmSync(unfinished, { force: true });
      }
      album.add(target);
    },
  };
}

const UNFINISHED = ".unfinished";

/** Makes an item as {@link Album.add} takes it. */
export function toAlbumItem(item: string | Uint8Array): AlbumItem {
  return typeof item === "string" ? itemAt(item) : itemOf(item);
}

/** Tells pictures and videos by the extension of their files; `undefined` for everything else. */
export function kindOfExtension(extension: string): AlbumKind | undefined {
  return KINDS.find((known) => EXTENSIONS[known].has(extension));
}

function itemAt(path: string): AlbumItem {
  const source = resolve(path);
  const extension = extname(source).slice(1).toLowerCase();
  const kind = kindOfExtension(extension);
  if (kind === undefined) {
    const known = KINDS.flatMap((each) => [...EXTENSIONS[each]]).join(", ");
    throw new Error(`"${path}" has no extension of a picture or video. An album takes ${known}.`);
  }
  if (statSync(source, { throwIfNoEntry: false })?.isFile() !== true) {
    throw new Error(`There is no file "${source}". Give a path that is absolute or relative to the working directory.`);
  }
  return { kind, source, extension };
}

const KINDS: readonly AlbumKind[] = ["image", "video"];

function itemOf(bytes: Uint8Array): AlbumItem {
  const head = Buffer.from(bytes.subarray(0, 12)).toString("latin1");
  const found = SIGNATURES.find(([signature]) => signature.test(head));
  if (found === undefined) {
    throw new Error(
      `These ${bytes.length} bytes are neither a picture nor a video that is known by its first bytes. Give a file instead.`,
    );
  }
  const [, kind, extension] = found;
  return { kind, source: Uint8Array.from(bytes), extension };
}

const SIGNATURES: readonly (readonly [RegExp, AlbumKind, string])[] = [
  [/^\xff\xd8\xff/, "image", "jpg"],
  [/^\x89PNG\r\n/, "image", "png"],
  [/^GIF8[79]a/, "image", "gif"],
  [/^RIFF....WEBP/s, "image", "webp"],
  [/^BM/, "image", "bmp"],
  [/^(?:II\*\0|MM\0\*)/, "image", "tiff"],
  [/^....ftypavif/s, "image", "avif"],
  [/^....ftyp(?:heic|heix|mif1)/s, "image", "heic"],
  [/^....ftypqt /s, "video", "mov"],
  [/^....ftyp/s, "video", "mp4"],
  [/^.E\xdf\xa3/s, "video", "webm"],
];
