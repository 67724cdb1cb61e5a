import { HostError, isHostError, type FilesPort } from "../../core/ports/index.ts";
import { parseLocalPath, type LocalPath } from "../../core/protocol/index.ts";
import { createHandleDraft } from "./handle-draft.ts";
import { createPackageFiles, type PackageFiles, type PackagePlatform } from "./package-files.ts";
import { Temporaries, type Temporary } from "./temporaries.ts";
import type { Draft } from "./volume/draft.ts";
import { StoredFile } from "./volume/stored-file.ts";
import type { TreeNode } from "./volume/tree.ts";
import { notFound, translated } from "./volume/volume-error.ts";
import type { Volume } from "./volume/volume.ts";

/** Content of a new temporary file: a handle, or a file of the volume that nobody else uses. */
export type NewContent = Blob | StoredFile;

/** Files as handles: a path leads to a `Blob` whose bytes stay where they are until somebody reads them. */
export interface BrowserFiles extends FilesPort {
  readonly temporaries: Temporaries;
  readonly packageFiles: PackageFiles;
  /** Gives content a temporary path that ends in `.extension`, if there is one. */
  adopt(content: NewContent, extension?: string): string;
  /** Begins content that is too large for memory: on disk where the volume can be written piece by piece, else as a handle. */
  createDraft(): Promise<Draft<NewContent>>;
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
  const { packageUrl, onGone = () => {}, Blob, crypto } = options;
  const packageFiles = createPackageFiles(packageUrl, options);
  const run = [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("");
  const volume = isHostError(options.volume) ? undefined : options.volume;
  const temporaries = new Temporaries(run, { onGone, release: (file) => volume?.unuse(file) });

  const find = ({ area, names }: LocalPath): TreeNode | Temporary | undefined => {
    if (area === "tmp") return temporaries.find(names.join("/"));
    if (isHostError(options.volume)) throw options.volume;
    return volume?.find([area, ...names]);
  };

  /** A part of a file: of one in the volume, only that is made a handle of. */
  const open = async (path: string, from = 0, to?: number): Promise<Blob> => {
    const located = locate(path);
    if (located.area === "package") return slice(await packageFiles.open(located.names), from, to);
    const file = find(located);
    if (file instanceof StoredFile && volume !== undefined) return translated(path, () => volume.blob(file, from, to));
    if (file === undefined || !("blob" in file)) throw notFound(path);
    return slice(file.blob, from, to);
  };

  return {
    temporaries,
    packageFiles,
    adopt: (content, extension) => temporaries.adopt(content, extension),
    createDraft: async () => (await volume?.draft()) ?? createHandleDraft(Blob),
    blob: (path) => open(path),
    async stat(path) {
      const located = locate(path);
      const file = located.area === "package" ? undefined : find(located);
      return { sizeBytes: file instanceof StoredFile ? file.sizeBytes : (await open(path)).size };
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
    // Apps have no shared memory, the only other kind of buffer.
    createTemporarySync: (bytes) => temporaries.adopt(new Blob([bytes as Uint8Array<ArrayBuffer>])),
    async rename(path, newPath) {
      await open(path, 0, 0);
      temporaries.rename(temporaryName(path), temporaryName(newPath));
    },
    async remove(path) {
      await open(path, 0, 0);
      temporaries.remove(temporaryName(path));
    },
    removeSync(path) {
      const name = temporaryName(path);
      if (temporaries.find(name) === undefined) throw notFound(path);
      temporaries.remove(name);
    },
  };
}

function locate(path: string): LocalPath {
  const located = parseLocalPath(path);
  if (typeof located === "string") throw notFound(path);
  return located;
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
