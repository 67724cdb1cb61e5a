import type { ZipEntry, ZipFile } from "../../archive/index.ts";
import { isHostError, type FilesPort } from "../../ports/index.ts";
import { fileFailure, type FileReason } from "./file-failure.ts";

export type { ZipEntry, ZipFile } from "../../archive/index.ts";

/** Opens a ZIP file. Rejects with `unzip open file fail` when it is none, is damaged, or is larger than ZIP was made for. */
export async function openZip(files: FilesPort, path: string): Promise<ZipFile> {
  // Loaded when it is first used.
  const { openFile, ZipFile } = await import("../../archive/index.ts");
  return readable("unzip open", ZipFile.open(await openFile(files, path)));
}

/** Reads the content of a file in a ZIP file. Rejects with `unzip entry fail` when it is damaged or can't be read. */
export function readZipFile(zip: ZipFile, entry: ZipEntry): Promise<Uint8Array> {
  return readable("unzip entry", zip.read(entry));
}

async function readable<Content>(reason: FileReason, reading: Promise<Content>): Promise<Content> {
  try {
    return await reading;
  } catch (error) {
    throw isHostError(error) && error.code === "invalid-data" ? fileFailure(reason, "", error) : error;
  }
}
