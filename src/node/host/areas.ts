import { mkdirSync, realpathSync } from "node:fs";
import { join, sep } from "node:path";
import { HostError } from "../../core/ports/index.ts";
import { parseLocalPath, type LocalArea, type LocalPath } from "../../core/protocol/index.ts";
import { fileError, notFound } from "./file-error.ts";

/** Where the files of one device are. */
export interface FilesOptions {
  /** Folder of one device; made when absent. Its areas are the folders `tmp`, `store` and `usr`. */
  dataDir: string;
  /** Folder of the package files; without it there are none. */
  packageRoot?: string;
}

/** A local path and where it is on this machine. */
export interface Located extends LocalPath {
  machinePath: string;
}

// What Windows takes for something else than a name of a file.
const WINDOWS_RESERVED = /[<>:"|?*\p{Cc}]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu;

/** The folders of this machine that local paths lead to, and the fences around them. */
export class Areas {
  readonly #roots: Readonly<Record<LocalArea, string | undefined>>;
  #isClosed = false;

  /** Makes the folders that are missing. */
  constructor({ dataDir, packageRoot }: FilesOptions) {
    const folder = (name: string): string => {
      mkdirSync(join(dataDir, name), { recursive: true });
      return realpathSync.native(join(dataDir, name));
    };
    this.#roots = {
      tmp: folder("tmp"),
      store: folder("store"),
      usr: folder("usr"),
      package: packageRoot === undefined ? undefined : realpathSync.native(packageRoot),
    };
  }

  /** The folder of an area of the device. */
  root(area: Exclude<LocalArea, "package">): string {
    // Only that of the package may be missing.
    return this.#roots[area] ?? "";
  }

  /**
   * Finds the machine's path, which never leaves its area; its last name may still be a symbolic link, or lead nowhere.
   *
   * Throws `not-found` for a path that leaves its area or whose directory does not exist.
   */
  locate(source: string): Located {
    if (this.#isClosed) throw new HostError("denied", "The device is closed");
    const path = parseLocalPath(source);
    const root = typeof path === "string" ? undefined : this.#roots[path.area];
    if (typeof path === "string" || root === undefined) throw notFound(source);
    return {
      ...path,
      machinePath: path.area === "package" ? inPackage(root, path, source) : inArea(root, path, source),
    };
  }

  /** Refuses every path from now on. */
  close(): void {
    this.#isClosed = true;
  }
}

function inPackage(root: string, { names }: LocalPath, source: string): string {
  // A package may have links within it.
  const real = realDirectory(join(root, ...names), source);
  if (!real.startsWith(root + sep)) throw notFound(source);
  return real;
}

function inArea(root: string, { area, names }: LocalPath, source: string): string {
  if (process.platform === "win32" && names.some((name) => WINDOWS_RESERVED.test(name))) {
    throw new HostError("denied", `Windows can't have a file "${source}". Use another name.`);
  }
  if (area !== "usr" && names.length > 1) throw notFound(source);
  const parent = [root, ...names.slice(0, -1)].join(sep);
  // A link in the way would lead out of the area.
  if (names.length > 1 && realDirectory(parent, source) !== parent) throw notFound(source);
  return [root, ...names].join(sep);
}

function realDirectory(machinePath: string, source: string): string {
  try {
    return realpathSync.native(machinePath);
  } catch (error) {
    throw fileError(source, error);
  }
}
