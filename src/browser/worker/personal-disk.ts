import type { Connection, PageCommands } from "../../core/bridge/index.ts";
import type { PersonalDiskPort } from "../../core/ports/index.ts";
import type { BrowserFiles } from "./files.ts";

/** Hands files to the page, which hands them to the browser's downloads. */
export function createPersonalDisk(
  page: Pick<Connection<PageCommands<Blob>>, "call">,
  files: Pick<BrowserFiles, "blob">,
): PersonalDiskPort {
  return {
    async save(path) {
      await page.call("personalDisk.save", await files.blob(path), path.slice(path.lastIndexOf("/") + 1));
    },
  };
}
