import { zipSync, type Zippable } from "fflate";
import { invalidDocument, OfficePackage, type ByteSource } from "../../../core/document/index.ts";
import { isHostError } from "../../../core/ports/index.ts";

const XML = /\.(xml|rels)$/i;
/** What a page can show beside text. */
const SHOWN = /\.(bmp|gif|jpe?g|odttf|png|svg|ttf|webp)$/i;

/**
 * Packs a document anew with what is shown of it and nothing else, each part no larger than it says: its renderer unpacks without limits.
 * Rejects with `invalid-data`.
 */
export async function repackWord(source: ByteSource): Promise<Uint8Array<ArrayBuffer>> {
  const { archive } = await OfficePackage.open(source);
  const parts: Zippable = {};
  for (const path of archive.paths) {
    if (XML.test(path)) {
      const text = await archive.readText(path);
      if (/<!DOCTYPE/i.test(text)) throw invalidDocument(`the part "${path}" has a document type`);
      parts[path] = [new TextEncoder().encode(text), { level: 0 }];
    } else if (SHOWN.test(path)) {
      const bytes = await readOrSkip(archive, path);
      if (bytes !== undefined) parts[path] = [bytes, { level: 0 }];
    }
  }
  return zipSync(parts);
}

/** Reads a part that the document can be shown without. */
export async function readOrSkip(
  archive: OfficePackage["archive"],
  path: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return await archive.read(path);
  } catch (error) {
    if (isHostError(error) && error.code === "invalid-data") return undefined;
    throw error;
  }
}
