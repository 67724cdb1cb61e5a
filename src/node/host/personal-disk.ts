import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import type { PersonalDiskPort } from "../../core/ports/index.ts";
import { copyOut } from "./copy-out.ts";
import { flushDirectorySync, placeSync } from "./durable.ts";
import { fileError } from "./file-error.ts";
import type { LocalFiles } from "./files.ts";

/** A file that `wx.saveFileToDisk` saved. */
export interface SavedToDisk {
  /** Its own name, as the person would see it. */
  name: string;
  /** Path of the copy on this machine. */
  source: string;
}

const NUMBERED = /^(\d+)(\.unfinished)?$/;

/**
 * Saves into a folder of the device, each file in a numbered one of its own, so that it keeps its name; tells `saved` of it, and of what was
 * saved there before.
 */
export function createPersonalDisk(
  saved: SavedToDisk[],
  dataDir: string,
  files: Pick<LocalFiles, "openSync">,
): PersonalDiskPort {
  const root = join(dataDir, "disk");
  mkdirSync(root, { recursive: true });
  let count = 0;
  for (const entry of readdirSync(root).toSorted()) {
    const [, number, unfinished] = NUMBERED.exec(entry) ?? [];
    // The person may have put something else there.
    if (number === undefined) continue;
    count = Math.max(count, Number(number));
    const folder = join(root, entry);
    // What was being saved when the process was killed is not whole.
    if (unfinished !== undefined) rmSync(folder, { recursive: true });
    else saved.push(...readdirSync(folder).map((name) => ({ name, source: join(folder, name) })));
  }
  return {
    async save(path) {
      count += 1;
      const [name, folder] = [basename(path), join(root, String(count).padStart(6, "0"))];
      const unfinished = `${folder}.unfinished`;
      try {
        mkdirSync(unfinished);
        await copyOut(files, path, join(unfinished, name));
        flushDirectorySync(unfinished);
        placeSync(unfinished, folder);
      } catch (error) {
        throw fileError(path, error);
      } finally {
        rmSync(unfinished, { recursive: true, force: true });
      }
      saved.push({ name, source: join(folder, name) });
    },
  };
}
