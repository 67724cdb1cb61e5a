import { HostError } from "../../core/ports/index.ts";
import { packageFileUrl } from "../../core/protocol/index.ts";
import type { HandleFile } from "./temporaries.ts";
import { notFound } from "./volume/volume-error.ts";

/** What reading the package needs of the Worker. */
export interface PackagePlatform {
  fetch: typeof fetch;
  XMLHttpRequest: typeof XMLHttpRequest;
}

/** The files of the package, which the page's server has. */
export interface PackageFiles {
  /** Resolves with a file by its names from the root of the package. Rejects with `not-found`, and with `network` when the server is away. */
  open(names: readonly string[]): Promise<Blob>;
  /** Does the same at once. */
  openSync(names: readonly string[]): HandleFile;
}

/** Reads the package from `packageUrl`, which ends with a slash. */
export function createPackageFiles(packageUrl: string, platform: PackagePlatform): PackageFiles {
  const { fetch, XMLHttpRequest } = platform;
  return {
    async open(names) {
      const path = names.join("/");
      try {
        const response = await fetch(packageFileUrl(packageUrl, path), { credentials: "omit" });
        if (response.status === 200) return await response.blob();
        await response.body?.cancel();
      } catch (cause) {
        throw new HostError("network", "net::ERR_FAILED", { cause });
      }
      throw notFound(`/${path}`);
    },
    openSync(names) {
      const path = names.join("/");
      const xhr = new XMLHttpRequest();
      xhr.open("GET", packageFileUrl(packageUrl, path), false);
      xhr.responseType = "blob";
      try {
        xhr.send();
      } catch (cause) {
        throw notFound(`/${path}`, cause);
      }
      if (xhr.status !== 200) throw notFound(`/${path}`);
      // A server that does not say when a file was changed says that it does not matter.
      const modifiedMs = Date.parse(xhr.getResponseHeader("last-modified") ?? "");
      return { blob: xhr.response as Blob, modifiedMs: Number.isNaN(modifiedMs) ? 0 : modifiedMs };
    },
  };
}
