import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where a compiler reads an app. Paths are below the app's root, `/`-separated, without a leading slash. */
export interface AppSource {
  /** Absolute path of the app's root where the files lie on disk; preprocessors of styles need it. */
  readonly root?: string;
  /** All files. */
  list(): Promise<string[]>;
  /** Resolves to a file's text, `undefined` when it is not there. */
  read(path: string): Promise<string | undefined>;
}

/** Folders that are never part of an app. */
const SKIPPED_FOLDERS = new Set(["node_modules"]);

/** Name of the file that makes a folder one that `minihost build` wrote. */
export const BUILD_MARKER = ".minihost-build";

/**
 * An app in a folder on disk. Packages of Node (`node_modules`), built sites and names that begin with a dot are left out, and links are not
 * followed.
 * Reads at once: an app is a thousand small files, for which waiting takes five times as long as reading.
 */
export function createDirectorySource(root: string): AppSource {
  return {
    root,
    list: async () => {
      const files: string[] = [];
      collect(root, "", files);
      return files;
    },
    read: async (path) => {
      try {
        return readFileSync(join(root, path), "utf8");
      } catch (error) {
        if (isAbsent(error)) return undefined;
        throw error;
      }
    },
  };
}

function collect(root: string, folder: string, files: string[]): void {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  if (folder !== "" && entries.some(({ name }) => name === BUILD_MARKER)) return;
  for (const entry of entries) {
    if (entry.name.startsWith(".")) continue;
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isFile()) files.push(path);
    else if (entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name)) collect(root, path, files);
  }
}

function isAbsent(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR";
}
