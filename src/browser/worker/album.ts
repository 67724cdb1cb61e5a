import type { Connection, PageCommands } from "../../core/bridge/index.ts";
import type { AlbumPort } from "../../core/ports/index.ts";
import type { BrowserFiles } from "./files.ts";

/** Hands files to the page, which hands them to the browser's downloads. */
export function createAlbum(
  page: Pick<Connection<PageCommands<Blob>>, "call">,
  files: Pick<BrowserFiles, "blob">,
): AlbumPort {
  return {
    async save(path) {
      await page.call("album.save", await files.blob(path), path.slice(path.lastIndexOf("/") + 1));
    },
  };
}
