import { HostError, isHostError } from "../../ports/index.ts";
import type { CallContext } from "../call-context.ts";
import { localPathCandidates } from "../local-path.ts";

/** A local file that was found. */
export interface FoundFile {
  path: string;
  sizeBytes: number;
}

/** Finds what `src` means on the current page: a local path, or a file of the package. Rejects with `not-found`. */
export async function findLocalFile(src: string, { ports: { files }, app }: CallContext): Promise<FoundFile> {
  for (const path of localPathCandidates(src, app.currentPagePath())) {
    try {
      return { path, ...(await files.stat(path)) };
    } catch (error) {
      if (!isHostError(error) || error.code !== "not-found") throw error;
    }
  }
  throw new HostError("not-found", `There is no file "${src}"`);
}
