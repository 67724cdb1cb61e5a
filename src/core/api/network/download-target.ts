import type { CallContext } from "../call-context.ts";
import { fileFailure } from "../file/file-failure.ts";
import { openWords } from "../file/path-words.ts";
import { isWxError, WxError } from "../wx-error.ts";
import type { DownloadedFile } from "./download.ts";

/** The numbers of file APIs for a path that may not be written; downloads have one of their own. */
const DENIED = [fileFailure("read only").errno, fileFailure("outside").errno];

/** Where in the user area a download goes. */
export interface DownloadTarget {
  /** Room that there is for it. */
  readonly maxFileBytes: number;
  /** Moves the complete file there and resolves with the path that the app gave. */
  receive(file: DownloadedFile): Promise<string>;
}

/** Checks the path that an app gives a download. Throws when a file can't go there. */
export function createDownloadTarget(filePath: string, { storedFiles }: CallContext): DownloadTarget {
  const words = openWords(filePath);
  try {
    const maxFileBytes = storedFiles.roomFor(filePath, words);
    return {
      maxFileBytes,
      async receive(file) {
        const { parsed } = storedFiles.target(filePath, words);
        await storedFiles.adopt(file.path, parsed.path, words);
        file.handOver();
        return filePath;
      },
    };
  } catch (error) {
    if (!isWxError(error) || !DENIED.includes(error.errno)) throw error;
    throw new WxError(error.message, 603303, { cause: error });
  }
}
