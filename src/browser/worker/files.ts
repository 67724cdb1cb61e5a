import { HostError, isHostError, type FilesPort } from "../../core/ports/index.ts";
import { parseLocalPath, type LocalPath } from "../../core/protocol/index.ts";
import { createPackageFiles, type PackageFiles, type PackagePlatform } from "./package-files.ts";
import { Temporaries } from "./temporaries.ts";
import { StoredFile } from "./volume/stored-file.ts";
import { notFound, translated } from "./volume/volume-error.ts";
import type { Volume } from "./volume/volume.ts";

/** Files as handles: a path leads to a `Blob` whose bytes stay where they are until somebody reads them. */
export interface BrowserFiles extends FilesPort {
  readonly temporaries: Temporaries;
  readonly packageFiles: PackageFiles;
  /** Gives a handle a temporary path that ends in `.extension`, if there is one. */
  adopt(blob: Blob, extension?: string): string;
  /** Resolves with the handle behind a path; it can be read as long as the file is there. Rejects with `not-found`. */
  blob(path: string): Promise<Blob>;
}

/** Where files are, and what they need of the Worker. */
export interface FilesOptions extends PackagePlatform {
  /** Absolute URL of the folder with the files of the package; ends with a slash. */
  packageUrl: string;
  /** Where saved files and those of the user are, or why there are none; without it none are found. */
  volume?: Volume | HostError;
  /** Takes the path of a temporary file that is there no longer. */
  onGone?: (path: string) => void;
  Blob: typeof Blob;
  crypto: Pick<Crypto, "getRandomValues">;
}

/** Local files of one app. Its temporary files live as long as the Worker. */
export function createFiles(options: FilesOptions): BrowserFiles {
  const { packageUrl, volume, onGone = () => {}, Blob, crypto } = options;
  const packageFiles = createPackageFiles(packageUrl, options);
  const run = [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("");
  const temporaries = new Temporaries(run, onGone);

  /** A part of a file: of a stored one, only that is made a handle of. */
  const open = async (path: string, from = 0, to?: number): Promise<Blob> => {
    const { area, names } = locate(path);
    if (area === "package") return slice(await packageFiles.open(names), from, to);
    if (area === "tmp") {
      const blob = temporaries.find(names.join("/"))?.blob;
      if (blob === undefined) throw notFound(path);
      return slice(blob, from, to);
    }
    const stored = findStored(volume, path);
    return translated(path, () => stored.volume.blob(stored.file, from, to));
  };

  return {
    temporaries,
    packageFiles,
    adopt: (blob, extension) => temporaries.adopt(blob, extension),
    blob: (path) => open(path),
    async stat(path) {
      const { area } = locate(path);
      const isStored = area === "store" || area === "usr";
      return { sizeBytes: isStored ? findStored(volume, path).file.sizeBytes : (await open(path)).size };
    },
    async read(path, position = 0, lengthBytes = Number.POSITIVE_INFINITY) {
      const blob = await open(path, position, position + lengthBytes);
      try {
        return await blob.arrayBuffer();
      } catch (cause) {
        // A picked file may have been changed or removed since.
        throw notFound(path, cause);
      }
    },
    createTemporary: async (bytes, extension) => temporaries.adopt(new Blob([bytes]), extension),
    async rename(path, newPath) {
      await open(path, 0, 0);
      temporaries.rename(temporaryName(path), temporaryName(newPath));
    },
    async remove(path) {
      await open(path, 0, 0);
      temporaries.remove(temporaryName(path));
    },
  };
}

function locate(path: string): LocalPath {
  const located = parseLocalPath(path);
  if (typeof located === "string") throw notFound(path);
  return located;
}

function findStored(volume: FilesOptions["volume"], path: string): { volume: Volume; file: StoredFile } {
  if (isHostError(volume)) throw volume;
  const { area, names } = locate(path);
  const file = volume?.find([area, ...names]);
  if (volume === undefined || !(file instanceof StoredFile)) throw notFound(path);
  return { volume, file };
}

function slice(blob: Blob, from: number, to?: number): Blob {
  return from === 0 && to === undefined ? blob : blob.slice(from, to);
}

function temporaryName(path: string): string {
  const located = parseLocalPath(path);
  if (typeof located !== "string" && located.area === "tmp" && located.names.length === 1) {
    return located.names.join("/");
  }
  throw new HostError("denied", `"${path}" is not the path of a temporary file`);
}
