/**
 * Resolves a path of the app: relative to the folder of `from`, or from the app's root with a leading slash. `undefined` when it leads out
 * of the app.
 */
export function resolvePath(from: string, path: string): string | undefined {
  const folder = path.startsWith("/") ? "" : folderOf(from);
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}

/** The folder of a file, `""` for the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** Removes this ending, if the path has it. */
export function withoutEnding(path: string, ending: string): string {
  return path.endsWith(ending) ? path.slice(0, -ending.length) : path;
}

/** Folders called `miniprogram_npm` in which a package may be, the nearest first. */
export function packageFolders(from: string): string[] {
  const folders: string[] = [];
  for (let folder = folderOf(from); ; folder = folderOf(folder)) {
    folders.push(folder === "" ? "miniprogram_npm" : `${folder}/miniprogram_npm`);
    if (folder === "") return folders;
  }
}
