import { HostError, type FilesPort } from "../../core/ports/index.ts";
import { locate, packageFileUrl } from "../../core/protocol/index.ts";

/** Files as handles: a path leads to a `Blob` whose bytes stay where they are until somebody reads them. */
export interface BrowserFiles extends FilesPort {
  /** Gives a handle a temporary path that ends in `.extension`, if there is one. */
  adopt(blob: Blob, extension?: string): string;
  /** Resolves with the handle behind a path. Rejects with `not-found`. */
  blob(path: string): Promise<Blob>;
}

/** Where files are, and what they need of the Worker. */
export interface FilesOptions {
  /** Absolute URL of the folder with the files of the package; ends with a slash. */
  packageUrl: string;
  fetch: typeof fetch;
  Blob: typeof Blob;
  crypto: Pick<Crypto, "getRandomValues">;
}

/** Local files of one app. Its temporary files live as long as the Worker. */
export function createFiles({ packageUrl, fetch, Blob, crypto }: FilesOptions): BrowserFiles {
  const temporaries = new Map<string, Blob>();
  const run = [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("");

  let lastNumber = 0;
  const adopt = (blob: Blob, extension?: string): string => {
    if (extension !== undefined && !/^[a-z\d]{1,16}$/i.test(extension)) {
      throw new HostError("denied", `"${extension}" is not a file extension; give letters and digits only`);
    }
    lastNumber += 1;
    const path = `wxfile://tmp/${run}-${lastNumber}${extension === undefined ? "" : `.${extension}`}`;
    temporaries.set(path, blob);
    return path;
  };

  const open = async (path: string): Promise<Blob> => {
    const location = locate(path);
    // File APIs take no "./" and no "../", unlike the sources of components.
    const isPlain = location?.kind === "package" && location.path === path.replace(/^\//, "");
    if (isPlain) return fetchPackageFile(fetch, packageFileUrl(packageUrl, location.path), path);
    const blob = location?.kind === "local" ? temporaries.get(location.path) : undefined;
    if (blob === undefined) throw notFound(path);
    return blob;
  };

  return {
    adopt,
    blob: open,
    stat: async (path) => ({ sizeBytes: (await open(path)).size }),
    async read(path, position = 0, lengthBytes = Number.POSITIVE_INFINITY) {
      const blob = await open(path);
      try {
        return await blob.slice(position, Math.min(position + lengthBytes, blob.size)).arrayBuffer();
      } catch (cause) {
        // A picked file may have been changed or removed since.
        throw notFound(path, cause);
      }
    },
    createTemporary: async (bytes, extension) => adopt(new Blob([bytes]), extension),
    async rename(path, newPath) {
      const blob = await open(path);
      const [from, to] = [temporaryPath(path), temporaryPath(newPath)];
      temporaries.delete(from);
      temporaries.set(to, blob);
    },
    async remove(path) {
      await open(path);
      temporaries.delete(temporaryPath(path));
    },
  };
}

/** The one spelling of a temporary path. */
function temporaryPath(path: string): string {
  const location = locate(path);
  if (location?.kind === "local" && /^wxfile:\/\/tmp\/[^/\\:\0]+$/.test(location.path)) return location.path;
  throw new HostError("denied", `"${path}" is not the path of a temporary file`);
}

async function fetchPackageFile(fetch: FilesOptions["fetch"], url: string, path: string): Promise<Blob> {
  try {
    const response = await fetch(url, { credentials: "omit" });
    if (response.status === 200) return await response.blob();
    await response.body?.cancel();
  } catch (cause) {
    throw new HostError("network", "net::ERR_FAILED", { cause });
  }
  throw notFound(path);
}

function notFound(path: string, cause?: unknown): HostError {
  return new HostError("not-found", `There is no file "${path}"`, { cause });
}
